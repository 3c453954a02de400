namespace Dcmqi;

/// <summary>The kind of values of a volume made from source images.</summary>
public enum SourceValues
{
    /// <summary>Values of the modality, such as Hounsfield units or Bq/ml: by Rescale Slope and Intercept, or a Modality LUT (PS3.3 C.11.1); stored values where the images have neither.</summary>
    Modality,

    /// <summary>Real-world values: by the first Real World Value Mapping of each frame (PS3.3 C.7.6.16.2.11).</summary>
    RealWorld,

    /// <summary>Standardised uptake values by body weight, in g/ml (PET).</summary>
    BodyWeightUptake,

    /// <summary>Standardised uptake values by lean body mass as James has it, in g/ml (PET): 1.10 W - 120 (W/H)² kg of men, 1.07 W - 148 (W/H)² of women, W in kg, H in cm (126402, DCM).</summary>
    LeanBodyMassUptake,

    /// <summary>The same with 128 for 120 (126406, DCM).</summary>
    LeanBodyMassJames128Uptake,

    /// <summary>The same as Janmahasatian has it: 9270 W / (6680 + 216 BMI) kg of men, 9270 W / (8780 + 244 BMI) of women (126405, DCM).</summary>
    LeanBodyMassJanmaUptake,

    /// <summary>Standardised uptake values by body surface area, in cm2/ml (PET): 0.007184 W^0.425 H^0.725 m2 (126403, DCM).</summary>
    BodySurfaceAreaUptake,

    /// <summary>Standardised uptake values by ideal body weight, in g/ml (PET): 48.0 + 1.06 (H - 152) kg of men, 45.5 + 0.91 (H - 152) of women (126404, DCM).</summary>
    IdealBodyWeightUptake,
}
