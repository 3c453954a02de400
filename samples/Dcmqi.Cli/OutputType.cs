namespace Dcmqi.Cli;

/// <summary>dcmqi's names of file formats, and the file extension each stands for.</summary>
internal static class OutputType
{
    public const string Default = "nrrd";

    public static string[] Names { get; } = ["nrrd", "mhd", "mha", "nii", "nifti", "hdr", "img"];

    public static string Extension(string name) => name switch
    {
        "nii" or "nifti" => ".nii.gz",
        _ => "." + name,
    };
}
