namespace Dcmqi.Cli;

/// <summary>What <c>segimage2itkimage</c> makes of fractions.</summary>
internal enum FractionOutput
{
    /// <summary>Fractions from 0 to 1, as real numbers.</summary>
    Real,

    /// <summary>The whole numbers that are stored, as dcmqi writes them.</summary>
    Stored,

    /// <summary>Labels, where a fraction is at least one half.</summary>
    Threshold,
}
