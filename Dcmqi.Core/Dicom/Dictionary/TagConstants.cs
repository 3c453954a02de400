namespace Dcmqi.Dicom;

/// <summary>Lets the constants of <see cref="Tags"/> be described as a <see cref="Tag"/> is.</summary>
internal static class TagConstants
{
    /// <summary>Name, then tag, as messages have it: <c>SOP Instance UID (0008,0018)</c>.</summary>
    public static string Describe(this uint tag) => Tag.FromValue(tag).Describe();
}
