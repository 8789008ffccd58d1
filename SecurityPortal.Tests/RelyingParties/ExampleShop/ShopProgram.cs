namespace ExampleShop;

internal static class ShopProgram
{
    private static Task Main(string[] args) => ShopApplication.Build(args).RunAsync();
}
