using System.Diagnostics;
using Microsoft.Extensions.Options;

namespace SecurityPortal.Tests.Faults.UnderFire;

/// <summary>Kills the process, as <c>kill -9</c> does, at the configured point.</summary>
internal sealed class Trigger(IOptions<FireOptions> options)
{
    private long _statements;
    private volatile bool _armed = options.Value.AtOnce;

    /// <summary>Starts counting.</summary>
    public void Arm() => _armed = true;

    public void Point(string name)
    {
        if (_armed && name == options.Value.DieAt)
        {
            Die();
        }
    }

    /// <summary>
    /// Counts a statement that is about to go to the database, and reports it on standard output for tests that kill from outside.
    /// </summary>
    public void Statement()
    {
        if (!_armed)
        {
            return;
        }

        if (Interlocked.Increment(ref _statements) == options.Value.DieBeforeStatement)
        {
            Die();
        }

        Console.WriteLine("statement");
    }

    private static void Die()
    {
        Process.GetCurrentProcess().Kill();

        // The signal may take a moment to arrive; nothing more happens here in the meantime.
        Thread.CurrentThread.Join();
    }
}
