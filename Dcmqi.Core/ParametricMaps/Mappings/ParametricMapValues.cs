namespace Dcmqi;

/// <summary>The kind of values of a parametric map: real-world or stored.</summary>
public enum ParametricMapValues
{
    /// <summary>Real-world values, as <see cref="ParametricMap.ToVolume(ParametricMapReadOptions, IProgress{ConversionProgress}, CancellationToken)"/> gives them: the slope is 1.</summary>
    RealWorld,

    /// <summary>Stored values, as <see cref="ParametricMap.ToStoredVolume"/> gives them: slope and intercept are those of the object.</summary>
    Stored,
}
