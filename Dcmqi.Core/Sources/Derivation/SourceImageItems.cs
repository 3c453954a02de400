using Dcmqi.Dicom;
using Dcmqi.Iods;

namespace Dcmqi.Sources;

/// <summary>The items of a Source Image Sequence (PS3.3 C.7.6.16.2.6): the images that a frame was derived from.</summary>
internal static class SourceImageItems
{
    // Readers that take the first number of an item for all (highdicom) see every frame where each has an item of its own. An item takes some 300 bytes, a number 5:
    // a frame that refers to 10,000 tiles of a slide would take 3 MB for 50 KB, and as much in each frame. So beyond a number of them an item has as many as a value of
    // VR IS can hold (PS3.5 7.1.2: 65534 bytes). Tiles that match those of the slide refer to a few each, and are below it.
    private const int MostItemsOfOneFrame = 1000;
    private const int MostFramesOfItem = 8000;

    private static CodedConcept SourceImageForImageProcessing { get; } = new("121322", "DCM", "Source image for image processing operation");

    /// <summary>One item for each instance of which all frames are meant; else one for each frame, with its number.</summary>
    /// <param name="frames">The frames referred to, in the order in which their images are to be named.</param>
    /// <param name="spatialLocationsPreserved">YES or NO; <see langword="null"/> where locations were not compared.</param>
    public static DataSet[] Of(IEnumerable<SourceFrame> frames, string? spatialLocationsPreserved) =>
        [.. frames.GroupBy(frame => frame.Image).SelectMany(image => Of(image.Key, [.. image.Select(frame => frame.Number)], spatialLocationsPreserved))];

    private static IEnumerable<DataSet> Of(SourceImage image, int[] numbers, string? spatialLocationsPreserved)
    {
        // PS3.3 10.3: Referenced Frame Number is there where the reference does not apply to all frames, and only there.
        if (numbers.Length == image.Frames.Count)
            return [Item(image, [], spatialLocationsPreserved)];
        Array.Sort(numbers);
        return numbers.Chunk(numbers.Length <= MostItemsOfOneFrame ? 1 : MostFramesOfItem).Select(some => Item(image, some, spatialLocationsPreserved));
    }

    private static DataSet Item(SourceImage image, int[] numbers, string? spatialLocationsPreserved)
    {
        var item = new DataSet();
        item.Set(Tags.ReferencedSOPClassUID, image.SopClassUid);
        item.Set(Tags.ReferencedSOPInstanceUID, image.SopInstanceUid);
        if (numbers.Length > 0)
            item.Set(Tags.ReferencedFrameNumber, numbers);
        item.SetItems(Tags.PurposeOfReferenceCodeSequence, CodeItem.Of(SourceImageForImageProcessing));
        if (spatialLocationsPreserved is not null)
            item.Set(Tags.SpatialLocationsPreserved, spatialLocationsPreserved);
        return item;
    }
}
