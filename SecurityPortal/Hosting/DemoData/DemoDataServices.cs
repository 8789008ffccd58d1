namespace SecurityPortal.Hosting.DemoData;

internal static class DemoDataServices
{
    public static void AddDemoData(this WebApplicationBuilder builder)
    {
        if (builder.Environment.IsDevelopment())
        {
            builder.Services.AddSettings<DemoDataOptions>("DemoData");
            builder.Services.AddScoped<DemoPeople>();
        }
    }

    /// <summary>In Development, creates the demo people if the database has no users yet.</summary>
    public static async Task PrepareDemoDataAsync(this WebApplication app)
    {
        if (!app.Environment.IsDevelopment())
        {
            return;
        }

        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<DemoPeople>().CreateAsync();
    }
}
