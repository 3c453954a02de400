namespace Dcmqi.Cli.Batch;

/// <summary>A clock that stands still, so that the same inputs give the same bytes.</summary>
/// <param name="date">The time it shows.</param>
internal sealed class CohortTime(DateTimeOffset date) : TimeProvider
{
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow() => date;
}
