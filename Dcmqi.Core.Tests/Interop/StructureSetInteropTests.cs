using Dcmqi.Dicom;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Interop;

/// <summary>Structure sets judged by others: plastimatch makes masks of ours and contours that we read, pydicom and an even-odd reference in Python read what we write.</summary>
[AskedOnce]
public sealed class StructureSetInteropTests
{
    // Even-odd by the crossing number of every voxel, contour by contour in one plane, combined by exclusive disjunction.
    private const string EvenOdd = """
        import sys, numpy as np, pydicom
        def affine(path):
            d = pydicom.dcmread(path)
            o = np.array(d.ImageOrientationPatient, float)
            return np.array(d.ImagePositionPatient, float), o[:3] * float(d.PixelSpacing[1]), o[3:] * float(d.PixelSpacing[0])
        rt, out, columns, rows = pydicom.dcmread(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
        images = {pydicom.dcmread(p, stop_before_pixels=True).SOPInstanceUID: (i, p) for i, p in enumerate(sys.argv[5:])}
        assert rt.Modality == "RTSTRUCT" and len(rt.StructureSetROISequence) == len(rt.ROIContourSequence) == len(rt.RTROIObservationsSequence)
        mask = np.zeros((len(images), rows, columns), np.uint8)
        x, y = np.meshgrid(np.arange(columns, dtype=float), np.arange(rows, dtype=float))
        for contour in rt.ROIContourSequence[0].ContourSequence:
            z, path = images[contour.ContourImageSequence[0].ReferencedSOPInstanceUID]
            origin, dx, dy = affine(path)
            points = np.array(contour.ContourData, float).reshape(-1, 3)
            assert len(points) == contour.NumberOfContourPoints
            rest = points - origin
            assert np.abs(rest @ np.cross(dx, dy)).max() < 1e-4
            u, v = rest @ dx / (dx @ dx), rest @ dy / (dy @ dy)
            inside = np.zeros_like(x, bool)
            for i in range(len(u)):
                j = i - 1
                a, b = (i, j) if v[i] < v[j] else (j, i)
                if v[a] == v[b]:
                    continue
                crosses = (v[a] <= y) & (y < v[b])
                inside ^= crosses & (u[a] + (y - v[a]) * (u[b] - u[a]) / (v[b] - v[a]) <= x)
            mask[z] ^= inside.astype(np.uint8)
        mask.tofile(out)
        """;

    [TestCase(ContourHoles.Keyhole)]
    [TestCase(ContourHoles.ExclusiveDisjunction)]
    public void Contours_OfHolesAndIslandsOnAnObliqueGrid_AreTheirVoxelsToAnEvenOddReference(ContourHoles holes)
    {
        ExternalProgram python = ExternalProgram.Python("pydicom", "numpy");
        using var folder = new TemporaryFolder();
        VolumeGeometry geometry = ObliqueGrid.Of(37, 29, 4);
        string[] paths = new PhantomSeries(geometry).Write(folder["ct"]);
        Volume<byte> mask = Noise(geometry, 11);
        Build(SourceImages.Load(folder["ct"]), mask, holes).Save(folder["rt.dcm"]);
        python.RunScript(EvenOdd, [folder["rt.dcm"], folder["mask.raw"], "37", "29", .. paths]);
        Assert.That(File.ReadAllBytes(folder["mask.raw"]), Is.EqualTo(mask.Voxels.ToArray()));
    }

    [TestCase(ContourHoles.Keyhole)]
    [TestCase(ContourHoles.ExclusiveDisjunction)]
    public void StructureSet_OfOurs_IsSoundForOthers(ContourHoles holes)
    {
        using var folder = new TemporaryFolder();
        VolumeGeometry geometry = ObliqueGrid.Of(37, 29, 4);
        RtStructureSet set = Build(SourceImages.Load(new PhantomSeries(geometry).Streams()), Noise(geometry, 3), holes);
        set.Save(folder["rt.dcm"]);
        Assert.That(set.Validate(), Is.Empty);

        // dciodvfy knows an edition before CLOSEDPLANAR_XOR (PS3.3 C.8.8.6.3).
        DicomJudges.AssertSound(folder["rt.dcm"], "Error - Unrecognized enumerated value <CLOSEDPLANAR_XOR> for value 1 of attribute <Contour Geometric Type>");
    }

    [TestCase(false)]
    [TestCase(true)]
    public void Masks_OfPlastimatchFromOurContours_DifferInNoVoxel(bool hasHoles)
    {
        ExternalProgram plastimatch = ExternalProgram.Find("plastimatch", "plastimatch");
        using var folder = new TemporaryFolder();
        VolumeGeometry geometry = Grids.Axial(61, 47, 5);
        new PhantomSeries(geometry).Write(folder["ct"]);
        Volume<byte> mask = Blobs(geometry, hasHoles);
        Build(SourceImages.Load(folder["ct"]), mask, ContourHoles.Keyhole).Save(folder["rt.dcm"]);
        Convert(plastimatch, folder, folder["rt.dcm"], folder["ct"]);
        VoxelEquality.AssertSame(mask, VolumeFile.Read(Path.Combine(folder["masks"], "Blob.nrrd")), "plastimatch's mask of our contours");
    }

    [Test]
    public void Masks_OfOursFromPlastimatchsContours_AreThoseOfPlastimatch()
    {
        ExternalProgram plastimatch = ExternalProgram.Find("plastimatch", "plastimatch");
        using var folder = new TemporaryFolder();
        VolumeGeometry geometry = Grids.Axial(61, 47, 5);
        new PhantomSeries(geometry).Write(folder["ct"]);
        VolumeFile.Write(folder["mask.nrrd"], Blobs(geometry, hasHoles: false));
        plastimatch.Succeed("convert", "--input-ss-img", folder["mask.nrrd"], "--referenced-ct", folder["ct"], "--output-dicom", folder["foreign"]);
        string rt = Directory.GetFiles(folder["foreign"], "*rtss*").Single();
        Convert(plastimatch, folder, rt, folder["ct"]);
        using RtStructureSet set = RtStructureSet.Open(rt);
        Volume<byte> ours = set.ToMask(set.Rois.Single(), geometry);
        VoxelEquality.AssertSame(VolumeFile.Read(Directory.GetFiles(folder["masks"], "*.nrrd").Single()), ours, "our mask of plastimatch's contours");
    }

    // plastimatch joins all contours of a plane, so that a hole that is a contour of its own is filled; even-odd is what PS3.3 and most others say, and Python judges.
    [Test]
    public void Masks_OfNestedContours_AreFilledByPlastimatchAndEvenOddToPythonAndUs()
    {
        ExternalProgram plastimatch = ExternalProgram.Find("plastimatch", "plastimatch"), python = ExternalProgram.Python("pydicom", "numpy");
        using var folder = new TemporaryFolder();
        VolumeGeometry geometry = Grids.Axial(61, 47, 5);
        string[] paths = new PhantomSeries(geometry).Write(folder["ct"]);
        Volume<byte> holed = Blobs(geometry, hasHoles: true), filled = Blobs(geometry, hasHoles: false);
        DataSet root = Build(SourceImages.Load(folder["ct"]), holed, ContourHoles.ExclusiveDisjunction).DataSet;
        foreach (DataSet contour in root.GetItems(Tags.ROIContourSequence)[0].GetItems(Tags.ContourSequence))
            contour.Set(Tags.ContourGeometricType, "CLOSED_PLANAR");
        using (FileStream stream = File.Create(folder["rt.dcm"]))
            DicomWriter.Write(stream, root, TransferSyntax.ExplicitVRLittleEndian);

        using RtStructureSet set = RtStructureSet.Open(folder["rt.dcm"]);
        VoxelEquality.AssertSame(holed, set.ToMask(set.Rois[0], geometry), "our mask");
        python.RunScript(EvenOdd, [folder["rt.dcm"], folder["mask.raw"], "61", "47", .. paths]);
        Assert.That(File.ReadAllBytes(folder["mask.raw"]), Is.EqualTo(holed.Voxels.ToArray()), "Python's mask");
        Convert(plastimatch, folder, folder["rt.dcm"], folder["ct"]);
        VoxelEquality.AssertSame(filled, VolumeFile.Read(Path.Combine(folder["masks"], "Blob.nrrd")), "plastimatch's mask");
    }

    private static void Convert(ExternalProgram plastimatch, TemporaryFolder folder, string rt, string ct) =>
        plastimatch.Succeed("convert", "--input", rt, "--referenced-ct", ct, "--output-prefix", folder["masks"], "--prefix-format", "nrrd");

    private static RtStructureSet Build(SourceImages ct, Volume<byte> mask, ContourHoles holes) =>
        new RtStructureSetBuilder(ct) { Contours = new() { Holes = holes } }.AddMask(mask, Labels.Segment(1, "Blob")).Build();

    private static Volume<byte> Noise(VolumeGeometry geometry, int seed)
    {
        var random = new Random(seed);
        var mask = new Volume<byte>(geometry);
        foreach (ref byte voxel in mask.Voxels)
            voxel = (byte)(random.Next(5) < 3 ? 1 : 0);
        return mask;
    }

    // Ellipses that differ from slice to slice; the second has a hole in the first.
    private static Volume<byte> Blobs(VolumeGeometry geometry, bool hasHoles)
    {
        var mask = new Volume<byte>(geometry);
        for (int z = 0; z < geometry.Size.Z; z++)
        {
            for (int y = 0; y < geometry.Size.Y; y++)
            {
                for (int x = 0; x < geometry.Size.X; x++)
                {
                    double large = Math.Pow((x - 24.3 - z) / 17, 2) + Math.Pow((y - 22.6) / 13, 2), small = Math.Pow((x - 22 - z) / 6, 2) + Math.Pow((y - 21.2) / 4, 2);
                    double apart = Math.Pow((x - 54) / 3.0, 2) + Math.Pow((y - 8 - z) / 4.0, 2);
                    mask[x, y, z] = (byte)((large < 1 && (!hasHoles || small > 1)) || apart < 1 ? 1 : 0);
                }
            }
        }

        return mask;
    }
}
