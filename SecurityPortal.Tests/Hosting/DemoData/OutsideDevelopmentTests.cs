using Microsoft.EntityFrameworkCore;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Hosting.DemoData;

public sealed class OutsideDevelopmentTests
{
    [Fact]
    public async Task There_is_no_account_that_nobody_made()
    {
        var provider = new ScriptedProvider();
        await using var portal = new Portal(
            ("Delivery:Sms:Provider", provider.Name), ("Delivery:WhatsApp:Provider", provider.Name), ("Delivery:Email:Provider", provider.Name),
            ("Database:KeyCertificate", KeyCertificate.File))
        {
            EnvironmentName = "Production",
            IsEmpty = true,
            WithServices = provider.Use,
        };
        await portal.MigrateAsync();

        await using var db = await portal.OpenDatabaseAsync();
        Assert.Empty(await db.Users.Select(user => user.UserName).ToListAsync());
        Assert.False(await (await portal.Browser().TypePasswordAsync("alice")).IsSignedInAsync());
    }
}
