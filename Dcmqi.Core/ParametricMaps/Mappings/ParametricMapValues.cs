namespace Dcmqi;

/// <summary>Which values of a parametric map its metadata shall go with.</summary>
public enum ParametricMapValues
{
    /// <summary>Real-world values, as <see cref="ParametricMap.ToVolume(ParametricMapReadOptions, IProgress{ConversionProgress}, CancellationToken)"/> gives them: the slope is 1.</summary>
    RealWorld,

    /// <summary>Stored values, as <see cref="ParametricMap.ToStoredVolume"/> gives them: slope and intercept are those of the object.</summary>
    Stored,
}
