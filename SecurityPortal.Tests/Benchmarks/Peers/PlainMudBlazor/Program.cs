using MudBlazor.Services;
using PlainMudBlazor;
using SecurityPortal.Tests.Benchmarks.Measured;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddRazorComponents().AddInteractiveServerComponents();
builder.Services.AddMudServices();
if (builder.Configuration.GetValue<bool>("Measure:Heap"))
{
    builder.Services.AddHostedService<HeapReporter>();
}

var app = builder.Build();
app.UseAntiforgery();
app.MapStaticAssets();
app.MapRazorComponents<App>().AddInteractiveServerRenderMode();
app.Run();
