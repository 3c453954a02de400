namespace Dcmqi;

/// <summary>What the values of a volume made from source images are.</summary>
public enum SourceValues
{
    /// <summary>Values of the modality, such as Hounsfield units or Bq/ml: by Rescale Slope and Intercept, or a Modality LUT (PS3.3 C.11.1); stored values where the images have neither.</summary>
    Modality,

    /// <summary>Real-world values: by the first Real World Value Mapping of each frame (PS3.3 C.7.6.16.2.11).</summary>
    RealWorld,

    /// <summary>Standardised uptake values by body weight, in g/ml (PET).</summary>
    BodyWeightUptake,
}
