using System.Buffers.Binary;

namespace SecurityPortal.TwoFactor.WhatsApp;

/// <summary>
/// Decides who is offered WhatsApp so far: a percentage of all people, and anybody who is listed or has a listed role. Each
/// person has a place from 0 to 99.99, a keyed hash of their id, so it is the same after every restart and on every node,
/// and nobody can choose their own.
/// </summary>
internal sealed class WhatsAppRollout(KeyedHash keyedHash, IOptionsMonitor<WhatsAppOptions> options) : IRollout
{
    private const int Places = 10_000;

    public object Stage => new
    {
        options.CurrentValue.RolloutPercentage,
        options.CurrentValue.RolloutRoles,
        options.CurrentValue.RolloutPeople,
    };

    public bool Includes(RolloutPerson person)
    {
        var stage = options.CurrentValue;
        return Place(person.UserId) < stage.RolloutPercentage * (Places / 100)
            || stage.RolloutRoles.Intersect(person.Roles, StringComparer.OrdinalIgnoreCase).Any()
            || stage.RolloutPeople.Contains(person.Email, StringComparer.OrdinalIgnoreCase);
    }

    private long Place(string userId) =>
        BinaryPrimitives.ReadUInt32BigEndian(keyedHash.Of("whatsapp-rollout", userId)) % Places;
}
