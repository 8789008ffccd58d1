using SecurityPortal.Authentication.Passwords;

namespace SecurityPortal.Tests.Authentication.Passwords;

public sealed class HugePagesAdviceTests
{
    [Theory]
    [InlineData("always [madvise] never", true)]
    [InlineData("always madvise [never]", true)]
    [InlineData("[always] madvise never", false)]
    [InlineData(null, false)]
    public void Is_given_where_the_machine_has_large_pages_and_keeps_them_back(string? setting, bool isGiven) =>
        Assert.Equal(isGiven, HugePages.CouldBeFaster(setting));
}
