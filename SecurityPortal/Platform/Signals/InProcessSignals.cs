using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace SecurityPortal.Platform.Signals;

/// <summary>Signals between the pages and workers of one process.</summary>
internal sealed class InProcessSignals : ISignals
{
    private readonly ConcurrentDictionary<string, ImmutableHashSet<Subscription>> _subscriptions = new();

    public void Publish(string topic)
    {
        foreach (var subscription in _subscriptions.GetValueOrDefault(topic, []))
        {
            // On the thread pool: a slow or failing listener must not hold up the change that it is notified of.
            ThreadPool.QueueUserWorkItem(static listener => listener.OnChange(), subscription, preferLocal: false);
        }
    }

    /// <summary>Sends a signal on every topic that has listeners.</summary>
    public void PublishAll()
    {
        foreach (var topic in _subscriptions.Keys)
        {
            Publish(topic);
        }
    }

    public IDisposable Subscribe(string topic, Action onChange)
    {
        var subscription = new Subscription(this, topic, onChange);
        _subscriptions.AddOrUpdate(topic, [subscription], (_, others) => others.Add(subscription));
        return subscription;
    }

    private void Remove(Subscription subscription)
    {
        var left = _subscriptions.AddOrUpdate(subscription.Topic, [], (_, others) => others.Remove(subscription));
        if (left.IsEmpty)
        {
            _subscriptions.TryRemove(new(subscription.Topic, left));
        }
    }

    private sealed class Subscription(InProcessSignals owner, string topic, Action onChange) : IDisposable
    {
        public string Topic => topic;

        public Action OnChange => onChange;

        public void Dispose() => owner.Remove(this);
    }
}
