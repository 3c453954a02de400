using System.Reflection;
using Dcmqi.Dicom;

namespace Dcmqi;

/// <summary>The device or program that an object names as its maker (Enhanced General Equipment Module, PS3.3 C.7.5.2).</summary>
public sealed record Equipment
{
    /// <summary>Gets this library: what is written where nothing else is given.</summary>
    public static Equipment Library { get; } = new() { Manufacturer = "Dcmqi.Core", ModelName = "Dcmqi.Core", DeviceSerialNumber = "0", SoftwareVersions = LibraryVersion() };

    /// <summary>Gets the Manufacturer (0008,0070).</summary>
    public required string Manufacturer { get; init; }

    /// <summary>Gets the Manufacturer's Model Name (0008,1090).</summary>
    public required string ModelName { get; init; }

    /// <summary>Gets the Device Serial Number (0018,1000).</summary>
    public required string DeviceSerialNumber { get; init; }

    /// <summary>Gets the Software Versions (0018,1020).</summary>
    public required string SoftwareVersions { get; init; }

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
