using Dcmqi.Iods.ContentTree;

namespace Dcmqi.Measurements;

/// <summary>Makes the Image Library (PS3.16 TID 1600): a group for each series, and what all images of a series have in common said once.</summary>
internal static class ImageLibraryComposer
{
    /// <summary>Adds the container; it is filled when all that refers to images is there.</summary>
    public static ContainerItem Add(ContainerItem root) =>
        root.Add(ContentRelationship.Contains, new ContainerItem { Name = ReportCodes.ImageLibrary, TemplateIdentifier = "1600" });

    public static void Fill(ContainerItem library, IReadOnlyList<ReportFile> images, ReportEvidence evidence)
    {
        foreach (IGrouping<string, ReportFile> series in images.GroupBy(image => image.SeriesInstanceUid))
            AddGroup(library, [.. series], evidence);
    }

    private static void AddGroup(ContainerItem library, ReportFile[] images, ReportEvidence evidence)
    {
        ContainerItem group = library.Add(ContentRelationship.Contains, new ContainerItem { Name = ReportCodes.ImageLibraryGroup });
        IReadOnlyList<ImageDescriptor>[] descriptors = Array.ConvertAll(images, image => ImageDescriptors.Of(image.Header));
        var common = new HashSet<ImageDescriptor>(descriptors[0]);
        foreach (IReadOnlyList<ImageDescriptor> others in descriptors.Skip(1))
            common.IntersectWith(others);

        foreach (ImageDescriptor descriptor in descriptors[0].Where(common.Contains))
            group.Add(ContentRelationship.HasAcqContext, descriptor.ToItem());
        for (int i = 0; i < images.Length; i++)
        {
            ImageReference reference = evidence.Resolve(new ImageReference { SopInstanceUid = images[i].SopInstanceUid, SopClassUid = images[i].SopClassUid });
            InstanceItem entry = group.Add(ContentRelationship.Contains, new InstanceItem(ContentValueType.Image, reference));
            foreach (ImageDescriptor descriptor in descriptors[i].Where(descriptor => !common.Contains(descriptor)))
                entry.Add(ContentRelationship.HasAcqContext, descriptor.ToItem());
        }
    }
}
