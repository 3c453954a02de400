using System.Globalization;
using Dcmqi.Dicom;

namespace Dcmqi.Tests.Support;

/// <summary>CT series made in memory on any grid whose slices are parallel, for tests of what is derived from them.</summary>
internal static class CtSeries
{
    public const string SeriesUid = "2.25.1001";

    public static SourceImages Load(VolumeGeometry geometry, Action<int, DataSet>? change = null) =>
        SourceImages.Load(Enumerable.Range(0, geometry.Size.Z).Select(z => Stream(geometry, z, change)));

    public static Stream Stream(VolumeGeometry geometry, int z, Action<int, DataSet>? change = null)
    {
        var stream = new MemoryStream();
        DicomWriter.Write(stream, Image(geometry, z, change), TransferSyntax.ExplicitVRLittleEndian);
        stream.Position = 0;
        return stream;
    }

    public static DataSet Image(VolumeGeometry geometry, int z, Action<int, DataSet>? change = null)
    {
        Vector3d origin = geometry.IndexToPatient(0, 0, z);
        var image = new DataSet();
        image.Set(Tags.ImageType, "ORIGINAL", "PRIMARY", "AXIAL");
        image.Set(Tags.SOPClassUID, Uids.CTImageStorage);
        image.Set(Tags.SOPInstanceUID, "2.25.2000" + z.ToString(CultureInfo.InvariantCulture));
        image.Set(Tags.StudyDate, "20260102");
        image.Set(Tags.StudyTime, "030405");
        image.Set(Tags.AccessionNumber, "A1");
        image.Set(Tags.Modality, "CT");
        image.Set(Tags.Manufacturer, "Scanner");
        image.SetEmpty(Tags.ReferringPhysicianName);
        image.Set(Tags.PatientName, "Müller^Jörg");
        image.Set(Tags.PatientID, "P1");
        image.Set(Tags.PatientBirthDate, "19700102");
        image.Set(Tags.PatientSex, "O");
        image.Set(Tags.BodyPartExamined, "ABDOMEN");
        image.Set(Tags.StudyInstanceUID, "2.25.1000");
        image.Set(Tags.SeriesInstanceUID, SeriesUid);
        image.Set(Tags.StudyID, "S1");
        image.Set(Tags.SeriesNumber, "2");
        image.Set(Tags.InstanceNumber, (z + 1).ToString(CultureInfo.InvariantCulture));
        image.Set(Tags.ImagePositionPatient, origin.X, origin.Y, origin.Z);
        image.Set(
            Tags.ImageOrientationPatient,
            geometry.DirectionX.X, geometry.DirectionX.Y, geometry.DirectionX.Z,
            geometry.DirectionY.X, geometry.DirectionY.Y, geometry.DirectionY.Z);
        image.Set(Tags.FrameOfReferenceUID, "2.25.1002");
        image.SetEmpty(Tags.PositionReferenceIndicator);
        image.Set(Tags.Rows, geometry.Size.Y);
        image.Set(Tags.Columns, geometry.Size.X);
        image.Set(Tags.PixelSpacing, geometry.SpacingMm.Y, geometry.SpacingMm.X);
        image.Set(Tags.SliceThickness, geometry.SpacingMm.Z);
        image.Set(Tags.SamplesPerPixel, 1);
        image.Set(Tags.PhotometricInterpretation, "MONOCHROME2");
        image.Set(Tags.BitsAllocated, 16);
        image.Set(Tags.BitsStored, 16);
        image.Set(Tags.HighBit, 15);
        image.Set(Tags.PixelRepresentation, 1);
        change?.Invoke(z, image);
        return image;
    }
}
