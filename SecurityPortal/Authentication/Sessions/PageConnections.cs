using System.Collections.Concurrent;
using SecurityPortal.Platform.Web;

namespace SecurityPortal.Authentication.Sessions;

/// <summary>
/// Caps how many pages one person, one network, and everybody together may have open on this node. An open page uses memory
/// here for as long as it is open, and the framework itself has no limit.
/// </summary>
internal sealed class PageConnections(IOptions<SessionOptions> options, PageCounter counter)
{
    private const string Node = "node";

    private readonly ConcurrentDictionary<string, int> _open = new();

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (!HubGuard.IsConnection(context.Request))
        {
            await next(context);
            return;
        }

        var caps = Caps(context);
        var taken = caps.TakeWhile(cap => Take(cap.Key, cap.Max)).ToList();
        try
        {
            if (taken.Count < caps.Length)
            {
                var full = caps[taken.Count].Room;
                counter.Refused(full);
                context.Response.StatusCode = full == PageRoom.Node
                    ? StatusCodes.Status503ServiceUnavailable
                    : StatusCodes.Status429TooManyRequests;
                return;
            }

            counter.Opened();
            try
            {
                await next(context);
            }
            finally
            {
                counter.Closed();
            }
        }
        finally
        {
            foreach (var (_, key, _) in taken)
            {
                GiveBack(key);
            }
        }
    }

    /// <summary>Returns the limit that keeps a page from connecting; <see cref="PageRoom.Free"/> if none does.</summary>
    public PageRoom RoomFor(HttpContext context) =>
        Caps(context).Where(cap => _open.GetValueOrDefault(cap.Key) >= cap.Max).Select(cap => cap.Room).FirstOrDefault();

    private (PageRoom Room, string Key, int Max)[] Caps(HttpContext context) =>
    [
        (PageRoom.Person, $"person:{context.User.UserId()}", options.Value.MaxPagesPerPerson),
        (PageRoom.Network, $"address:{ClientNetwork.Of(context.Connection.RemoteIpAddress)}", options.Value.MaxPagesPerAddress),
        (PageRoom.Node, Node, options.Value.MaxPagesPerNode),
    ];

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
