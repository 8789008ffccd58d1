using SecurityPortal.Accounts.Passwords;
using SecurityPortal.Accounts.Status;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Messaging.Notifications;
using SecurityPortal.Platform.BackgroundJobs;
using SecurityPortal.Platform.BackgroundJobs.Cleanup;
using SecurityPortal.Platform.Web;
using SecurityPortal.Support.Actions;
using SecurityPortal.Support.Audit;
using SecurityPortal.Support.Callers;
using SecurityPortal.Support.Cases;
using SecurityPortal.Support.Pages;
using SecurityPortal.Support.Passes;
using SecurityPortal.Support.People;
using SecurityPortal.Support.Reports;
using SecurityPortal.TwoFactor;

namespace SecurityPortal.Support;

internal static class SupportServices
{
    public static void AddSupport(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSettings<SupportOptions>("Support").ValidateOnStart();
        services.AddSingleton<IValidateOptions<SupportOptions>, SupportOptionsValidator>();
        services.AddSingleton<SupportGuard>();
        services.AddRestoreStep("resets that wait", SupportCancellation.RestoredAsync);
        services.AddRestoreStep("questions to callers", (db, now, cancellationToken) => db.Set<CaseCheck>()
            .Where(check => check.Number != null && check.State == CheckState.Waiting)
            .ExecuteUpdateAsync(
                set => set.SetProperty(check => check.State, CheckState.Expired).SetProperty(check => check.DecidedAt, now), cancellationToken));
        services.AddRestoreStep("temporary passes", (db, now, cancellationToken) => db.Set<TemporaryPass>()
            .Where(pass => pass.EndedAt == null && pass.ExpiresAt > now)
            .ExecuteUpdateAsync(set => set.SetProperty(pass => pass.EndedAt, now), cancellationToken));
        services.AddSingleton<AgentTallies>();
        services.AddSingleton<PersonAccess>();
        services.AddSingleton<PersonSearch>();
        services.AddSingleton<PersonAuthenticators>();
        services.AddSingleton<PersonQueries>();
        services.AddSingleton<CaseOpener>();
        services.AddSingleton<CaseService>();
        services.AddSingleton<CaseLines>();
        services.AddSingleton<CaseQueue>();
        services.AddSingleton<CaseAssignments>();
        services.AddSingleton<CasePriorities>();
        services.AddSingleton<CaseDuplicates>();
        services.AddSingleton<CaseBatch>();
        services.AddSingleton<NoteTemplates>();
        services.AddSingleton<SavedCaseViews>();
        services.AddExpiredRows<AgentCode>(code => code.ExpiresAt, keptFor: TimeSpan.Zero);
        services.AddSingleton<AskedSessions>();
        services.AddSingleton<BrowserChecks>();
        services.AddSingleton<CallerQuestions>();
        services.AddSingleton<CallerAnswers>();
        services.AddSingleton<AgentCodes>();
        services.AddSingleton<AgentCodeIssuer>();
        services.AddSingleton<AgentCodeCheck>();
        services.AddSingleton(new PageExtra(typeof(CallerPrompt)));
        services.AddSingleton<CheckViews>();
        services.AddSingleton<ActionViews>();
        services.AddSingleton<CaseDetailQueries>();
        services.AddSingleton<LostReports>();
        services.AddSingleton<CallerProofs>();
        services.AddSingleton<CheckDestinations>();
        services.AddSingleton<CheckMessages>();
        services.AddSingleton<CheckOpening>();
        services.AddSingleton<CaseChecks>();
        services.AddSingleton<WitnessedChecks>();
        services.AddSingleton<ActionRules>();
        services.AddSingleton<ResetEffect>();
        services.AddSingleton<ActionEffects>();
        services.AddSingleton<SupportActionService>();
        services.AddSingleton<Approvals>();
        services.AddSingleton<DueActions>();
        services.AddHostedService<TimedWorker<DueActions>>();
        services.AddSingleton<SupportCancellation>();
        services.AddSingleton<INotificationDisavowedHandler>(provider => provider.GetRequiredService<SupportCancellation>());
        services.AddSingleton<ISessionStartedHandler>(provider => provider.GetRequiredService<SupportCancellation>());
        services.AddSingleton<IMethodsChangedHandler>(provider => provider.GetRequiredService<SupportCancellation>());
        services.AddSingleton<IAccountDisabledHandler>(provider => provider.GetRequiredService<SupportCancellation>());
        services.AddSingleton<IPasswordSetHandler>(provider => provider.GetRequiredService<SupportCancellation>());
        services.AddSingleton<PassMessages>();
        services.AddSingleton<TemporaryPasses>();
        services.AddSingleton<PassSignIn>();
        services.AddSingleton<StaffReauthentication>();
        services.AddSingleton<SupportTexts>();
        services.AddSingleton<ActionTexts>();
        services.AddSingleton<EventDetailTexts>();
        services.AddSingleton<AuditEventTexts>();
        services.AddSingleton(new NavExtra(typeof(SupportLink), PortalRoles.Staff));
        services.AddSingleton(new NavSection("/support", typeof(SupportNav), PortalRoles.Staff));
        services.AddSingleton<SupportAuditLog>();
        services.AddSingleton<AuditExport>();
        services.AddSingleton<SupportFigures>();
        services.AddSingleton<ReportGate>();
        services.AddSingleton<UnprotectedQuery>();
        services.AddSingleton<UnprotectedPeople>();
        services.AddSingleton<ProtectionFigures>();
        services.AddHostedService<TimedWorker<ProtectionFigures>>();
        services.AddExpiredRows<DailyFigure>(figure => figure.Day, keptFor: ProtectionFigures.Kept);
        services.AddSingleton<ProtectionReminders>();
        services.AddHostedService<TimedWorker<ProtectionReminders>>();
        services.AddSingleton<SupportReports>();
        services.AddSingleton<ReportExport>();
    }

    public static void MapSupport(this WebApplication app)
    {
        app.MapTrail();
        app.MapReports();
    }
}
