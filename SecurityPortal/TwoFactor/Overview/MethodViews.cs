using SecurityPortal.Authentication.Sessions;
using SecurityPortal.TwoFactor.Enrolment;

namespace SecurityPortal.TwoFactor.Overview;

/// <summary>Describes a person's methods: those that are on and those that they are offered.</summary>
internal sealed class MethodViews(MethodCatalogue catalogue, EnrolmentRules rules, IStringLocalizer<Texts> texts)
{
    public async Task<IReadOnlyList<MethodView>> ListAsync(
        PortalDbContext db, LiveSession session, EnrolledMethods enrolled, CancellationToken cancellationToken)
    {
        List<MethodView> views = [];
        foreach (var method in catalogue.All.Where(method =>
            enrolled.IsOn(method.Description.Id) || rules.IsOffered(method, session, enrolled)))
        {
            var view = View(method, enrolled);
            views.Add(view.IsOn || !view.IsAvailable
                ? view
                : view with { Obstacle = await method.ObstacleAsync(db, session.UserId, session.Id, cancellationToken) });
        }

        return views;
    }

    private MethodDetail? Detail(ITwoFactorMethod method, MethodEnrolment enrolment) => catalogue.IsServed(enrolment.Method)
        ? method.Detail(enrolment)
        : new(texts["We no longer send codes this way. Use another method."], NeedsAttention: true);

    private MethodView View(ITwoFactorMethod method, EnrolledMethods enrolled)
    {
        var description = method.Description;
        var enrolment = enrolled.Find(description.Id);
        return new(
            description,
            enrolment?.Since,
            enrolment is null ? null : Detail(method, enrolment),
            enrolment?.Count ?? 0,
            IsPreferred: enrolled.Preferred == description.Id,
            HasItems: method is IHasItems,
            NeedsFirst: description.Requires is { } required && !enrolled.IsOn(required) ? catalogue.Describe(required) : null,
            NeedsAnyFirst: !description.IsPrimaryFactor && !enrolled.IsTwoFactorOn);
    }
}
