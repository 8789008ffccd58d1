// The sound of a new alarm at the support desk. It is off until somebody wants it, and played only where the browser lets
// pages play: elsewhere, asking for one would be an error in its console.
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
        // Nothing is kept in this browser: the choice holds for this page.
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
