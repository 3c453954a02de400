using System.Globalization;
using System.Text.Json;

namespace Dcmqi.Metadata;

/// <summary>Reads references to images, regions drawn in them or in space, and places in the body.</summary>
internal static class RegionReader
{
    public static List<ImageReference> References(MetadataObject from, string key, MetadataFaults faults)
    {
        var references = new List<ImageReference>();
        foreach (MetadataNode node in from.AnyItems(key, "a list of references"))
        {
            var item = new MetadataObject(node, faults, "a reference: an object with ReferencedSOPInstanceUID");
            ImageReference? reference = Reference(item, faults);
            item.Close();
            if (reference is not null)
                references.Add(reference);
        }

        return references;
    }

    public static List<ImageRegion> ImageRegions(MetadataObject from, MetadataFaults faults)
    {
        var regions = new List<ImageRegion>();
        foreach (MetadataNode node in from.AnyItems("imageRegions", "a list of regions in images"))
        {
            var item = new MetadataObject(node, faults, "a region in an image: an object with GraphicType and GraphicData");
            GraphicType? type = ReportTerms.Choice<GraphicType>(item, "GraphicType", required: true);
            List<double> data = GraphicData(item, 2, faults);
            ImageReference? image = Reference(item, faults);
            string? fiducial = item.Text("FiducialUID", TextRule.UniqueIdentifier);
            item.Close();
            if (type is not null && image is not null)
            {
                ImagePoint[] points = [.. data.Chunk(2).Where(point => point.Length == 2).Select(point => new ImagePoint((float)point[0], (float)point[1]))];
                regions.Add(new ImageRegion { GraphicType = type.Value, Points = points, Image = image, FiducialUid = fiducial });
            }
        }

        return regions;
    }

    public static List<SpatialRegion> SpatialRegions(MetadataObject from, string key, MetadataFaults faults)
    {
        var regions = new List<SpatialRegion>();
        foreach (MetadataNode node in from.AnyItems(key, "a list of regions in space"))
        {
            var item = new MetadataObject(node, faults, "a region in space: an object with GraphicType and GraphicData");
            GraphicType3D? type = ReportTerms.Choice<GraphicType3D>(item, "GraphicType", required: true);
            List<double> data = GraphicData(item, 3, faults);
            string? frame = item.Text("ReferencedFrameOfReferenceUID", TextRule.UniqueIdentifier, required: true);
            string? fiducial = item.Text("FiducialUID", TextRule.UniqueIdentifier);
            item.Close();
            if (type is not null && frame is not null)
            {
                Vector3d[] points = [.. data.Chunk(3).Where(point => point.Length == 3).Select(point => new Vector3d(point[0], point[1], point[2]))];
                regions.Add(new SpatialRegion { GraphicType = type.Value, Points = points, FrameOfReferenceUid = frame, FiducialUid = fiducial });
            }
        }

        return regions;
    }

    /// <summary>One place by dcmqi's keys, or a list of places.</summary>
    public static List<FindingSite> Sites(MetadataObject from, MetadataFaults faults)
    {
        FindingSite? single = Site(from, required: false);
        var sites = new List<FindingSite>();
        foreach (MetadataNode node in from.AnyItems("findingSites", "a list of places in the body"))
        {
            var item = new MetadataObject(node, faults, "a place in the body: an object with FindingSite");
            FindingSite? site = Site(item, required: true);
            item.Close();
            if (site is not null)
                sites.Add(site);
        }

        if (single is null)
            return sites;
        if (sites.Count > 0)
            from.Refuse("findingSites", "stands beside FindingSite; expected one of the two.");
        return [single, .. sites];
    }

    /// <summary>The place that an object names beside other things.</summary>
    public static FindingSite? Site(MetadataObject item, bool required)
    {
        int faultsBefore = item.FaultCount;
        CodedConcept? site = item.Code("FindingSite", required);
        bool isMissing = site is null && item.FaultCount == faultsBefore;
        CodedConcept? laterality = item.Code("Laterality"), modifier = item.Code("TopographicalModifier");
        if (isMissing && laterality is not null)
            item.Refuse("Laterality", "stands without FindingSite, of which it says more.");
        if (isMissing && modifier is not null)
            item.Refuse("TopographicalModifier", "stands without FindingSite, of which it says more.");
        return site is null ? null : new FindingSite { Site = site, Laterality = laterality, TopographicalModifier = modifier };
    }

    /// <summary>One whole number from 1, or a list of them.</summary>
    public static List<int> WholeNumbers(MetadataObject from, string key, int maximum, MetadataFaults faults)
    {
        var numbers = new List<int>();
        if (from.Any(key) is not { } node)
            return numbers;
        foreach (MetadataNode item in node.Kind == JsonValueKind.Array ? node.Children : [node])
        {
            if (MetadataObject.IntegerOf(item, 1, maximum, string.Create(CultureInfo.InvariantCulture, $"a whole number from 1 to {maximum}"), faults) is { } number)
                numbers.Add(number);
        }

        return numbers;
    }

    private static ImageReference? Reference(MetadataObject item, MetadataFaults faults)
    {
        string? instance = item.Text("ReferencedSOPInstanceUID", TextRule.UniqueIdentifier, required: true);
        string? sopClass = item.Text("ReferencedSOPClassUID", TextRule.UniqueIdentifier);
        List<int> frames = WholeNumbers(item, "ReferencedFrameNumber", int.MaxValue, faults);
        List<int> segments = WholeNumbers(item, "ReferencedSegmentNumber", ushort.MaxValue, faults);
        return instance is null ? null : new ImageReference { SopInstanceUid = instance, SopClassUid = sopClass, FrameNumbers = frames, SegmentNumbers = segments };
    }

    private static List<double> GraphicData(MetadataObject item, int dimensions, MetadataFaults faults)
    {
        const string Key = "GraphicData";
        string expectation = string.Create(CultureInfo.InvariantCulture, $"a list of numbers, {dimensions} for each point");
        var numbers = new List<double>();
        List<MetadataNode> nodes = item.Items(Key, expectation, required: true);
        foreach (MetadataNode node in nodes)
        {
            if (node.Kind != JsonValueKind.Number)
            {
                faults.Add(node, $"is {node.Describe()}; expected a number.");
                continue;
            }

            // DICOM holds single precision (VR FL); what it cannot hold would be infinite.
            float number = float.TryParse(node.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out float parsed) ? parsed : float.NaN;
            if (!float.IsFinite(number))
                faults.Add(node, $"is {node.Describe()}; expected a number that single precision can hold (FL).", beyondSchema: true);
            numbers.Add(double.TryParse(node.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out double exact) ? exact : 0);
        }

        if (nodes.Count % dimensions != 0)
            item.Refuse(Key, string.Create(CultureInfo.InvariantCulture, $"is a list of {nodes.Count} numbers; expected {dimensions} for each point."));
        return numbers;
    }
}
