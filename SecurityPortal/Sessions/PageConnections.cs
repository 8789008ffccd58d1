using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace SecurityPortal.Sessions;

/// <summary>
/// Caps the pages that one person, and one address, may have open at once. An open page costs memory here for as
/// long as it is open, and the framework itself has no limit.
/// </summary>
internal sealed class PageConnections(IOptions<SessionOptions> options)
{
    private readonly ConcurrentDictionary<string, int> _open = new();

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            await next(context);
            return;
        }

        (string Key, int Max)[] caps =
        [
            ($"person:{context.User.UserId()}", options.Value.MaxPagesPerPerson),
            ($"address:{context.Connection.RemoteIpAddress}", options.Value.MaxPagesPerAddress),
        ];
        var taken = caps.TakeWhile(cap => Take(cap.Key, cap.Max)).ToList();
        try
        {
            if (taken.Count < caps.Length)
            {
                context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
                return;
            }

            await next(context);
        }
        finally
        {
            foreach (var (key, _) in taken)
            {
                GiveBack(key);
            }
        }
    }

    private bool Take(string key, int max)
    {
        if (_open.AddOrUpdate(key, 1, (_, open) => open + 1) <= max)
        {
            return true;
        }

        GiveBack(key);
        return false;
    }

    private void GiveBack(string key)
    {
        if (_open.AddOrUpdate(key, 0, (_, open) => open - 1) <= 0)
        {
            _open.TryRemove(new(key, 0));
        }
    }
}
