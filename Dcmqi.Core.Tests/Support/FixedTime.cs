namespace Dcmqi.Tests.Support;

/// <summary>A clock that stands, so that what is written is the same every time.</summary>
internal sealed class FixedTime : TimeProvider
{
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow() => new(2026, 11, 22, 10, 20, 30, TimeSpan.Zero);
}
