namespace Dcmqi.Cli;

/// <summary>What the command line calls the receivers.</summary>
internal static class ReceiverName
{
    public static string[] Names { get; } = ["any", "ohif", "slicer", "orthanc", "highdicom", "fo-dicom"];

    /// <summary>The receiver of a name; <see langword="null"/> where none was given.</summary>
    public static Receiver? Receiver(string? name) => name is null ? null : (Receiver)Array.IndexOf(Names, name);

    public static string Of(Receiver receiver) => Names[(int)receiver];
}
