using SecurityPortal.Tests.Fixtures;
using SecurityPortal.TwoFactor;
using SecurityPortal.TwoFactor.PhoneNumbers;

namespace SecurityPortal.Tests.TwoFactor.PhoneNumbers;

public sealed class RefusedNumbersTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private readonly Portal _portal = shared.Portal;

    [Theory]
    [InlineData("", "Enter your phone number.")]
    [InlineData("hello", "This isn't a complete phone number. Enter it with its country code, such as +1 415 555 0123, or choose the country.")]
    [InlineData("+1 415 CALL NOW", "This isn't a complete phone number. Enter it with its country code, such as +1 415 555 0123, or choose the country.")]
    [InlineData("+54 11 2345 6789", "In Argentina, mobile numbers have a 9 after +54, such as +54 9 11 2345 6789. Enter yours with the 9.")]
    [InlineData("+442079460958", "This number can't receive text messages. Use a mobile number.")]
    public async Task The_person_reads_why_and_what_to_do(string typed, string sentence)
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();

        var refused = Assert.IsType<BeginResult.Refused>(await person.TryBeginAsync(MethodIds.Sms, ("number", typed)));

        Assert.Equal(new MethodRefusal(MethodFault.InvalidInput, sentence), refused.Refusal);
    }

    [Fact]
    public async Task The_number_on_file_is_not_changed_into_itself_however_it_is_typed()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.Sms, MethodIds.WhatsApp);
        await person.SignInAsync(MethodIds.Sms);
        var typed = $"0{person.Number[3..7]} {person.Number[7..]}";

        var refused = Assert.IsType<BeginResult.Refused>(await person.TryBeginAsync(MethodIds.Sms, ("number", typed), ("country", "GB")));

        Assert.Equal(
            new MethodRefusal(MethodFault.InvalidInput, "This is already your number. To see whether it works, test it."), refused.Refusal);
        Assert.Equal([MethodIds.Sms, MethodIds.WhatsApp, MethodIds.BackupCodes], await person.OnAsync());
    }

    [Fact]
    public async Task A_number_is_kept_encrypted_and_compared_by_a_keyed_hash()
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        await person.TurnOnSmsAsync("+447400123456");
        var number = Assert.IsType<PhoneNumber>(await _portal.Get<ConfirmedPhoneStore>().FindAsync(person.Id));

        Assert.Equal("+447400123456", number.E164);
        var dump = DatabaseDump.Of(_portal);
        Assert.DoesNotContain("7400123456", dump);
        Assert.Contains(_portal.Get<ConfirmedPhoneStore>().Fingerprint(number), dump);
    }
}
