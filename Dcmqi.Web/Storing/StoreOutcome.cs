namespace Dcmqi.Web.Storing;

/// <summary>What has become of instances so far.</summary>
internal sealed class StoreOutcome
{
    public List<StoredInstance> Stored { get; } = [];

    public List<StoreFailure> Failures { get; } = [];

    public List<string> Warnings { get; } = [];

    /// <summary>Whether the archive has said anything of any instance.</summary>
    public bool HasAnswer { get; set; }

    public StoreResult ToResult() => new() { Stored = Stored, Failures = Failures, Warnings = Warnings };
}
