using Dcmqi.Dicom;

namespace Dcmqi.Iods;

internal static partial class AttributeConditions
{
    private const string IsPaletteText = "Photometric Interpretation (0028,0004) is PALETTE COLOR";
    private const string IsConcatenationText = "Concatenation UID (0020,9161) is present";
    private const string HasCoordinatesText = "Frame of Reference UID (0020,0052) is present and there are no slide coordinates";

    // PS3.3 C.7.6.3, C.7.6.16, C.7.6.17, C.7.9
    private static AttributeCondition? Image(Tag tag, ConditionScope scope)
    {
        switch (tag.Value)
        {
            case Tags.PlanarConfiguration:
                return new(scope.Item.GetInt32(Tags.SamplesPerPixel) > 1, "Samples per Pixel (0028,0002) is greater than 1");
            case Tags.RedPaletteColorLookupTableDescriptor or Tags.GreenPaletteColorLookupTableDescriptor or Tags.BluePaletteColorLookupTableDescriptor:
                return new(scope.Is(Tags.PhotometricInterpretation, "PALETTE COLOR"), IsPaletteText);
            case Tags.RedPaletteColorLookupTableData or Tags.GreenPaletteColorLookupTableData or Tags.BluePaletteColorLookupTableData:
                // PS3.3 C.7.9: segmented tables stand instead.
                return new(
                    scope.Is(Tags.PhotometricInterpretation, "PALETTE COLOR") && !scope.Has(Tags.SegmentedRedPaletteColorLookupTableData), IsPaletteText);
            case Tags.PixelData:
                return new(!scope.Has(Tags.PixelDataProviderURL), "Pixel Data Provider URL (0028,7FE0) is absent");
            case Tags.PixelPaddingValue when scope.List.Find(Tags.SegmentSequence) is null:
                return new(scope.Has(Tags.PixelPaddingRangeLimit), "Pixel Padding Range Limit (0028,0121) is present");
            case Tags.ConcatenationFrameOffsetNumber or Tags.SOPInstanceUIDOfConcatenationSource or Tags.InConcatenationNumber:
                return new(scope.Has(Tags.ConcatenationUID), IsConcatenationText);
            case Tags.ReferencedSeriesSequence:
                return new(
                    HasDerivationImages(scope.Root) && !scope.Has(Tags.StudiesContainingOtherReferencedInstancesSequence),
                    "frames have a Derivation Image Sequence (0008,9124) and no other study is referenced");
            case Tags.DimensionIndexValues:
                return new(scope.Root.HasValue(Tags.DimensionIndexSequence), "Dimension Index Sequence (0020,9222) is present");
            case Tags.InStackPositionNumber:
                return new(scope.Has(Tags.StackID), "Stack ID (0020,9056) is present");
            case Tags.PixelSpacing or Tags.ImagePositionPatient or Tags.ImageOrientationPatient:
                return new(HasPatientCoordinates(scope.Root), HasCoordinatesText);
            case Tags.DimensionIndexPrivateCreator:
                return new(scope.Item.GetTags(Tags.DimensionIndexPointer) is [{ IsPrivate: true }], "Dimension Index Pointer (0020,9165) is private");
            case Tags.FunctionalGroupPrivateCreator:
                return new(scope.Item.GetTags(Tags.FunctionalGroupPointer) is [{ IsPrivate: true }], "Functional Group Pointer (0020,9167) is private");
            case Tags.FunctionalGroupPointer:
                return new(
                    scope.Item.GetTags(Tags.DimensionIndexPointer) is [{ } pointer] && IsInsideFunctionalGroup(pointer),
                    "Dimension Index Pointer (0020,9165) names an attribute of a functional group");
            default:
                return null;
        }
    }

    // PS3.3 C.8.20.2 and C.8.20.4
    private static AttributeCondition? Segmentation(Tag tag, ConditionScope scope) => tag.Value switch
    {
        Tags.SegmentationFractionalType or Tags.MaximumFractionalValue =>
            new(scope.RootIs(Tags.SegmentationType, "FRACTIONAL"), "Segmentation Type (0062,0001) is FRACTIONAL", IsExclusive: true),
        Tags.TrackingID => new(scope.Has(Tags.TrackingUID), "Tracking UID (0062,0021) is present"),
        Tags.TrackingUID => new(scope.Has(Tags.TrackingID), "Tracking ID (0062,0020) is present"),
        Tags.SegmentAlgorithmName => new(!scope.Is(Tags.SegmentAlgorithmType, "MANUAL"), "Segment Algorithm Type (0062,0008) is not MANUAL"),
        _ => null,
    };

    private static bool HasPatientCoordinates(DataSet root) =>
        root.HasValue(Tags.FrameOfReferenceUID) && !root.Contains(Tags.ImageOrientationSlide) && !root.Contains(Tags.TotalPixelMatrixOriginSequence);

    /// <summary>Says whether any frame names the images it was derived from.</summary>
    public static bool HasDerivationImages(DataSet root) =>
        root.GetItem(Tags.SharedFunctionalGroupsSequence)?.HasValue(Tags.DerivationImageSequence) == true
        || root.GetItems(Tags.PerFrameFunctionalGroupsSequence).Any(frame => frame.HasValue(Tags.DerivationImageSequence));

    private static bool IsInsideFunctionalGroup(Tag pointer)
    {
        foreach (ModuleAttribute group in ModuleTable.Of("segmentation-multi-frame-functional-groups").Find(Tags.PerFrameFunctionalGroupsSequence)!.Items!.Attributes)
        {
            if (group.Items?.Find(pointer) is not null)
                return true;
        }

        return false;
    }
}
