#!/usr/bin/env dotnet
#:package Dcmqi.Core@0.1.0

// dotnet run adc.cs -- IMAGE_FOLDER B_LOW.nrrd B_HIGH.nrrd LOW HIGH OUT.dcm
// Apparent diffusion coefficients from two diffusion-weighted volumes on one grid: ln(S_low / S_high) / (b_high - b_low), as a DICOM Parametric Map.
using System.Globalization;
using Dcmqi;

if (args is not [string images, string lowFile, string highFile, string lowText, string highText, string output])
{
    Console.Error.WriteLine("Usage: dotnet run adc.cs -- IMAGE_FOLDER B_LOW.nrrd B_HIGH.nrrd LOW HIGH OUT.dcm");
    return 1;
}

double bLow = double.Parse(lowText, CultureInfo.InvariantCulture);
double bHigh = double.Parse(highText, CultureInfo.InvariantCulture);
if (VolumeFile.Read(lowFile) is not Volume<float> low || VolumeFile.Read(highFile) is not Volume<float> high || !low.Geometry.IsCloseTo(high.Geometry, 0.01))
{
    Console.Error.WriteLine("Both volumes must be of type float and lie on one grid.");
    return 1;
}

// b-values are in s/mm2, so that the coefficient is in mm2/s: 1 mm2/s = 1,000,000 um2/s. Where there is no signal there is none to compute.
var adc = new Volume<float>(low.Geometry);
for (int voxel = 0; voxel < adc.Voxels.Length; voxel++)
{
    float first = low.Voxels[voxel], second = high.Voxels[voxel];
    adc.Voxels[voxel] = first > 0 && second > 0 ? (float)(Math.Log(first / second) / (bHigh - bLow) * 1e6) : float.NaN;
}

var coefficient = new CodedConcept("113041", "DCM", "Apparent Diffusion Coefficient");
using ParametricMap map = new ParametricMapBuilder(SourceImages.Load(images), new ParametricMapMetadata
{
    SeriesDescription = "Apparent Diffusion Coefficient",
    Quantity = coefficient,
    Unit = new CodedConcept("um2/s", "UCUM", "um2/s"),
    MeasurementMethod = new CodedConcept("113250", "DCM", "Mono-exponential diffusion model"),
    Derivation = coefficient,
    SourceImageDiffusionBValues = [bLow, bHigh],
}).AddVolume(adc).Build();
map.Save(output);

Console.WriteLine(map);
foreach (string warning in map.Warnings)
    Console.WriteLine($"Warning: {warning}");
return 0;
