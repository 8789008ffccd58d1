namespace SecurityPortal.TwoFactor.Enrolment;

/// <summary>Registers how a method is turned on.</summary>
internal static class EnrolmentServices
{
    public static void AddEnrolment(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<EnrolmentRules>();
        builder.Services.AddSingleton<EnrolmentCompletion>();
        builder.Services.AddSingleton<EnrolmentService>();
    }
}
