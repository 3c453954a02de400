namespace Dcmqi;

/// <summary>How the values of a parametric map become colours.</summary>
public enum ColorMap
{
    /// <summary>Viridis: dark blue, green, yellow; evenly brighter, readable by the colour-blind.</summary>
    Viridis,

    /// <summary>Inferno: black, red, yellow, white; evenly brighter.</summary>
    Inferno,

    /// <summary>Blue, white, red: for values below and above a middle, such as changes.</summary>
    Diverging,

    /// <summary>Black to white.</summary>
    Gray,
}
