using Microsoft.Extensions.Localization;
using SecurityPortal.Notices;

namespace SecurityPortal.Methods.LoginRequests;

/// <summary>The person said of a login request that it was not them.</summary>
internal sealed record LoginRequestDeniedNotice : INotice
{
    public string Subject(IStringLocalizer texts) => texts["A sign-in with your password was stopped"];

    public IEnumerable<string> Lines(IStringLocalizer texts)
    {
        yield return texts["You said of a login request that it wasn't you, so that sign-in was ended."];
        yield return texts["Whoever asked knows your password: change it."];
    }
}

/// <summary>There were so many login requests that further ones are not shown for a while.</summary>
internal sealed record LoginRequestsQuietNotice : INotice
{
    public string Subject(IStringLocalizer texts) => texts["Many login requests for your account"];

    public IEnumerable<string> Lines(IStringLocalizer texts)
    {
        yield return texts["Somebody with your password keeps asking to be let in. Further requests are not shown to you for an hour."];
        yield return texts["If it isn't you, change your password."];
    }
}
