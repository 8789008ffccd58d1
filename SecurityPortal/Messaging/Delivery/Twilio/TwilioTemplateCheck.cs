using System.Net;
using SecurityPortal.Messaging.Delivery.Http;
using SecurityPortal.Platform.BackgroundJobs;

namespace SecurityPortal.Messaging.Delivery.Twilio;

/// <summary>
/// Asks Twilio whether WhatsApp has approved the template that codes are sent with
/// (https://www.twilio.com/docs/content/content-api-resources, ApprovalRequests). Twilio does not report changes by itself,
/// and the operator should learn of them before people wait for codes in vain. Logs each new state once.
/// </summary>
internal sealed class TwilioTemplateCheck(
    TwilioClient client, IOptions<TwilioOptions> options, IConfiguration configuration, ILogger<TwilioTemplateCheck> logger) : ITimedWork
{
    private const string Approved = "approved";

    // The longest state or reason that is logged. Anything longer, or with other characters, is not.
    private const int MaxWord = 60;

    private string _known = Approved;

    /// <inheritdoc/>
    public TimeSpan Every => TimeSpan.FromMinutes(15);

    /// <summary>Returns 1 if the state has changed, otherwise 0.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken = default)
    {
        if (!new ChosenProviders(configuration).IsChosen(TwilioProvider.ProviderName, DeliveryChannel.WhatsApp)
            || await FindAsync(cancellationToken) is not var (state, reason) || state == _known)
        {
            return 0;
        }

        _known = state;
        if (state == Approved)
        {
            logger.ContentServes(options.Value.WhatsAppContentSid);
        }
        else
        {
            logger.ContentFails(options.Value.WhatsAppContentSid, state, reason);
        }

        return 1;
    }

    // Null if the state cannot be found out now, which says nothing about the template.
    private async Task<(string State, string Reason)?> FindAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var response = await client.ApprovalAsync(cancellationToken);
            if (response is { StatusCode: HttpStatusCode.NotFound })
            {
                return ("missing", "none");
            }

            if (response is not { IsSuccessStatusCode: true }
                || await ProviderHttp.ReadJsonAsync(response, cancellationToken) is not { ValueKind: JsonValueKind.Object } answer)
            {
                return null;
            }

            return answer.TryGetProperty("whatsapp", out var whatsApp) && Word(whatsApp.Text("status")) is { } state
                ? (state, Word(whatsApp.Text("rejection_reason")) ?? "none")
                : ("unsubmitted", "none");
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private static string? Word(string? text) =>
        text is { Length: > 0 and <= MaxWord } && text.All(letter => char.IsAsciiLetterOrDigit(letter) || "_ .,-".Contains(letter)) ? text : null;
}
