using System.Diagnostics;
using SecurityPortal.Tests.Benchmarks.Measured;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Benchmarks;

/// <summary>
/// Whether a portal with very many people is as fast as one with few, and how much of the database each of them takes; see
/// <see cref="FindingPeopleTests"/> for support's searches.
/// </summary>
public sealed class Growth
{
    private const int Repeats = 200;
    private const int WarmUp = 40;
    private static readonly int[] Sizes = [1_000, 100_000, 1_000_000];

    [OnDemand]
    public async Task Signing_in_and_the_two_factor_page_with_many_people()
    {
        var figures = new Figures(
            $"With many people who have app, texts and codes on (SQLite, {Repeats} of each, one at a time), ms",
            "people", "sign-in p50", "p95", "page p50", "p95", "bytes a person", "filled in s");
        foreach (var size in Sizes)
        {
            await using var portal = new Portal(("SignIn:TriesPerAddress", "1000000"));
            var template = await TestPerson.WithAsync(portal, MethodIds.App, MethodIds.Sms);
            var filling = Stopwatch.StartNew();
            var bytes = await CopiedPeople.CopyAsync(portal, template.Id, size);
            filling.Stop();
            var person = await TestPerson.WithAsync(portal, MethodIds.App, MethodIds.Sms);
            List<double> signIns = [], pages = [];
            for (var i = -WarmUp; i < Repeats; i++)
            {
                portal.Clock.Advance(TimeSpan.FromSeconds(30));
                var code = person.NextAppCode();
                var clock = Stopwatch.StartNew();
                var browser = await portal.Browser().TypePasswordAsync(person.Email);
                await browser.SubmitAsync(("code", code));
                var signedIn = clock.Elapsed.TotalMilliseconds;
                Assert.True(await browser.IsSignedInAsync());

                clock.Restart();
                await browser.GetAsync("/settings/security/two-factor");
                var page = clock.Elapsed.TotalMilliseconds;
                Assert.Equal(6, browser.Page!.QuerySelectorAll("[role=switch]").Length);
                if (i >= 0)
                {
                    signIns.Add(signedIn);
                    pages.Add(page);
                }
            }

            signIns.Sort();
            pages.Sort();
            figures.Add(
                size, $"{Figures.At(signIns, 0.5):F1}", $"{Figures.At(signIns, 0.95):F1}", $"{Figures.At(pages, 0.5):F1}",
                $"{Figures.At(pages, 0.95):F1}", $"{bytes:F0}", $"{filling.Elapsed.TotalSeconds:F0}");
        }

        figures.Print($"{typeof(Growth).FullName}.{nameof(Signing_in_and_the_two_factor_page_with_many_people)}");
    }
}
