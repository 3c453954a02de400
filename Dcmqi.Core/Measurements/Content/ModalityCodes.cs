namespace Dcmqi.Measurements;

/// <summary>Modality (0008,0060) as a code (PS3.16 CID 29).</summary>
internal static class ModalityCodes
{
    /// <summary>The code of a modality; one that CID 29 does not have is its own meaning.</summary>
    public static CodedConcept Of(string modality) => new(modality, "DCM", MeaningOf(modality));

    private static string MeaningOf(string modality) => modality switch
    {
        "AR" => "Autorefraction",
        "BDUS" => "Ultrasound Bone Densitometry",
        "BI" => "Biomagnetic Imaging",
        "BMD" => "Bone Mineral Densitometry",
        "CFM" => "Confocal Microscopy",
        "CR" => "Computed Radiography",
        "CT" => "Computed Tomography",
        "DG" => "Diaphanography",
        "DMS" => "Dermoscopy",
        "DX" => "Digital Radiography",
        "ECG" => "Electrocardiography",
        "EEG" => "Electroencephalography",
        "EMG" => "Electromyography",
        "EOG" => "Electrooculography",
        "EPS" => "Cardiac Electrophysiology",
        "ES" => "Endoscopy",
        "GM" => "General Microscopy",
        "HD" => "Hemodynamic Waveform",
        "IO" => "Intra-oral Radiography",
        "IVOCT" => "Intravascular Optical Coherence Tomography",
        "IVUS" => "Intravascular Ultrasound",
        "KER" => "Keratometry",
        "LEN" => "Lensometry",
        "LS" => "Laser Scan",
        "MG" => "Mammography",
        "MR" => "Magnetic Resonance",
        "NM" => "Nuclear Medicine",
        "OAM" => "Ophthalmic Axial Measurements",
        "OCT" => "Optical Coherence Tomography",
        "OP" => "Ophthalmic Photography",
        "OPM" => "Ophthalmic Mapping",
        "OPT" => "Ophthalmic Tomography",
        "OPTBSV" => "Ophthalmic Tomography B-scan Volume Analysis",
        "OPTENF" => "Ophthalmic Tomography En Face",
        "OPV" => "Ophthalmic Visual Field",
        "OSS" => "Optical Surface Scanner",
        "PA" => "Photoacoustic",
        "POS" => "Position Sensor",
        "PT" => "Positron emission tomography",
        "PX" => "Panoramic X-Ray",
        "RESP" => "Respiratory Waveform",
        "RF" => "Radiofluoroscopy",
        "RG" => "Radiographic imaging",
        "RTIMAGE" => "RT Image",
        "SM" => "Slide Microscopy",
        "SRF" => "Subjective Refraction",
        "TG" => "Thermography",
        "US" => "Ultrasound",
        "VA" => "Visual Acuity",
        "XA" => "X-Ray Angiography",
        "XC" => "External-camera Photography",
        _ => modality,
    };
}
