using System.Reflection;
using Dcmqi.Dicom;

namespace Dcmqi;

/// <summary>The device or program that an object names as its maker (Enhanced General Equipment Module, PS3.3 C.7.5.2).</summary>
/// <param name="Manufacturer">Manufacturer (0008,0070).</param>
/// <param name="ModelName">Manufacturer's Model Name (0008,1090).</param>
/// <param name="DeviceSerialNumber">Device Serial Number (0018,1000).</param>
/// <param name="SoftwareVersions">Software Versions (0018,1020).</param>
public sealed record Equipment(string Manufacturer, string ModelName, string DeviceSerialNumber, string SoftwareVersions)
{
    /// <summary>Gets this library: what is written where nothing else is given.</summary>
    public static Equipment Library { get; } = new("Dcmqi.Core", "Dcmqi.Core", "0", LibraryVersion());

    /// <summary>Gives maker, model and version in one line.</summary>
    public override string ToString() => $"{Manufacturer} {ModelName}, version {SoftwareVersions}";

    // PS3.3 C.7.5.2, Enhanced General Equipment.
    internal void SetOn(DataSet dataSet)
    {
        dataSet.Set(Tags.Manufacturer, Manufacturer);
        dataSet.Set(Tags.ManufacturerModelName, ModelName);
        dataSet.Set(Tags.DeviceSerialNumber, DeviceSerialNumber);
        dataSet.Set(Tags.SoftwareVersions, SoftwareVersions);
    }

    // The informational version may carry a build hash behind a plus sign; LO allows 64 characters.
    private static string LibraryVersion()
    {
        string version = typeof(Equipment).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
        int plus = version.IndexOf('+');
        return plus < 0 ? version : version[..plus];
    }
}
