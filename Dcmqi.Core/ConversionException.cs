namespace Dcmqi;

/// <summary>Inputs that are valid each alone but cannot be converted together.</summary>
public sealed class ConversionException : DcmqiException
{
    /// <summary>Creates the error from all faults found.</summary>
    /// <param name="faults">One sentence each; at least one.</param>
    public ConversionException(IReadOnlyList<string> faults)
        : base(Describe("The conversion was refused", faults)) => Faults = faults;

    /// <summary>Creates the error from one fault.</summary>
    /// <param name="fault">One sentence.</param>
    /// <param name="innerException">The error beneath this one, if any.</param>
    public ConversionException(string fault, Exception? innerException = null)
        : base(fault, innerException) => Faults = [fault];

    /// <summary>Gets every fault found, one sentence each.</summary>
    public IReadOnlyList<string> Faults { get; }

    /// <summary>Gets the labels of label maps that no metadata describes, ascending, each once; empty where none is.</summary>
    public IReadOnlyList<long> UndescribedLabels { get; init; } = [];

    /// <exception cref="ConversionException">There are faults.</exception>
    internal static void ThrowIfAny(IReadOnlyList<string> faults)
    {
        if (faults.Count > 0)
            throw new ConversionException(faults);
    }
}
