using System.Buffers.Binary;
using Microsoft.Extensions.Options;
using SecurityPortal.Data;

namespace SecurityPortal.Methods.WhatsApp;

/// <summary>
/// Decides who is offered WhatsApp yet. Each person has a place from 0 to 99.99 made of the id alone, so that it is the
/// same at every start and on every node, and nobody can choose theirs.
/// </summary>
internal sealed class WhatsAppRollout(KeyedHash keyedHash, IOptionsMonitor<WhatsAppOptions> options)
{
    private const int Places = 10_000;

    public bool Includes(string userId) => Place(userId) < options.CurrentValue.RolloutPercentage * (Places / 100);

    private long Place(string userId) =>
        BinaryPrimitives.ReadUInt32BigEndian(keyedHash.Of("whatsapp-rollout", userId)) % Places;
}
