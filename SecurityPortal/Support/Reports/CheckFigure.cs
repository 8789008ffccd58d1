using SecurityPortal.Support.Cases;

namespace SecurityPortal.Support.Reports;

/// <param name="Other">Not read back in time, replaced by a newer one, or still open.</param>
public sealed record CheckFigure(CheckKind Kind, int Passed, int Failed, int Other);
