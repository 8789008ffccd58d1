// The sound of a new alarm at the support desk. It is off by default, and plays only where the browser lets pages play: elsewhere
// an attempt would log an error in the console.
(() => {
  'use strict';

  window.portal = {
    ...window.portal,

    alarmSound: () => {
      try {
        return localStorage.getItem('alarm-sound') === 'on';
      } catch {
        return false;
      }
    },

    setAlarmSound: on => {
      try {
        if (on) localStorage.setItem('alarm-sound', 'on');
        else localStorage.removeItem('alarm-sound');
      } catch {
        // This browser stores nothing, so the choice holds for this page only.
      }
    },

    playAlarm: () => {
      if (!navigator.userActivation?.hasBeenActive) return;
      const audio = new AudioContext();
      const [tone, volume] = [audio.createOscillator(), audio.createGain()];
      tone.frequency.value = 880;
      volume.gain.setValueAtTime(0.2, audio.currentTime);
      volume.gain.exponentialRampToValueAtTime(0.001, audio.currentTime + 0.6);
      tone.connect(volume).connect(audio.destination);
      tone.onended = () => audio.close();
      tone.start();
      tone.stop(audio.currentTime + 0.6);
    },
  };
})();
