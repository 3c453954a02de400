namespace Dcmqi.Volumes;

/// <summary>What a constructor said when it refused its arguments, to be told of the file they came from.</summary>
internal static class Refusals
{
    /// <summary>The message without the parameter name that .NET puts behind it.</summary>
    public static string Sentence(ArgumentException refusal)
    {
        int parameter = refusal.Message.IndexOf(" (Parameter", StringComparison.Ordinal);
        return parameter < 0 ? refusal.Message : refusal.Message[..parameter];
    }
}
