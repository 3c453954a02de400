namespace Dcmqi.Measurements;

/// <summary>What a column of a table of features is.</summary>
internal sealed record ColumnMeaning
{
    public static ColumnMeaning PassedOver { get; } = new();

    /// <summary>A text that is told with the program: a setting, a version.</summary>
    public static ColumnMeaning Parameter { get; } = new() { IsParameter = true };

    public bool IsParameter { get; private init; }

    public FeatureName? Feature { get; private init; }

    /// <summary>Why the name is not understood, without its subject.</summary>
    public string? Fault { get; private init; }

    public static ColumnMeaning Of(FeatureName feature) => new() { Feature = feature };

    public static ColumnMeaning NotUnderstood(string fault) => new() { Fault = fault };
}
