using System.Globalization;
using Dcmqi.Dicom;

namespace Dcmqi.Iods;

internal sealed partial class DataSetChecker
{
    private const string IsRequiredText = "is neither in the shared nor in the per-frame functional groups, but required where";

    private const string IsMapText = "the object is a Parametric Map";

    private IReadOnlyList<DataSet> _frames = [];
    private DataSet? _shared;

    private void CheckFunctionalGroups(AttributeList module, string iod)
    {
        _findings.Clause = "PS3.3 C.7.6.16";
        IReadOnlyList<DataSet> shared = ItemsOf(Tags.SharedFunctionalGroupsSequence);
        _frames = ItemsOf(Tags.PerFrameFunctionalGroupsSequence);
        _shared = shared.Count > 0 ? shared[0] : null;
        if (shared.Count > 1)
            _findings.Error(Tags.SharedFunctionalGroupsSequence, $"has {Counted.Of(shared.Count, "item")}; 1 was expected");
        CheckFrameCount();

        AttributeList groups = module.Find(Tags.PerFrameFunctionalGroupsSequence)!.Items!;
        foreach (ModuleAttribute group in groups.Attributes)
        {
            int count = _frames.Count(frame => frame.Contains(group.Tag));
            if (count > 0 && _shared?.Contains(group.Tag) == true)
                _findings.Error(group.Tag, "is in the shared and in the per-frame functional groups; one of them was expected");
            if (RequirementOf(group.Tag, iod) is { } requirement && _shared?.Contains(group.Tag) != true)
                CheckRequired(group, requirement, count);
        }

        if (_shared is not null)
            CheckGroups(Tags.SharedFunctionalGroupsSequence, 0, _shared, groups);
        for (int i = 0; i < _frames.Count; i++)
            CheckGroups(Tags.PerFrameFunctionalGroupsSequence, i, _frames[i], groups);
    }

    private void CheckFrameCount()
    {
        if (!_root.HasValue(Tags.NumberOfFrames) || (_frames.Count == 0 && IsTiledFull))
            return;
        try
        {
            int? count = _root.GetInt32(Tags.NumberOfFrames);
            if (count != _frames.Count)
                _findings.Error(Tags.PerFrameFunctionalGroupsSequence, string.Create(CultureInfo.InvariantCulture, $"has {Counted.Of(_frames.Count, "item")}; Number of Frames (0028,0008) is {count}"));
        }
        catch (DicomFormatException)
        {
            // Number of Frames has a finding of its own.
        }
    }

    private void CheckRequired(ModuleAttribute group, string requirement, int count)
    {
        string clause = ModuleClauses.OfFunctionalGroup(group.Tag);
        if (count == 0)
            _findings.Add(ValidationSeverity.Error, group.Tag, $"{IsRequiredText} {requirement}", clause);
        else if (count < _frames.Count)
            _findings.Add(ValidationSeverity.Error, group.Tag, string.Create(CultureInfo.InvariantCulture, $"is in {count} of {Counted.Of(_frames.Count, "frame")}, but required in all where {requirement}"), clause);
    }

    // PS3.3 A.51.5 and A.75.4: which functional groups must be there; null where the group is optional.
    private string? RequirementOf(Tag group, string iod)
    {
        bool isSlide = _root.Contains(Tags.TotalPixelMatrixOriginSequence) || _root.Contains(Tags.ImageOrientationSlide);
        bool isPatient = !isSlide && _root.HasValue(Tags.FrameOfReferenceUID);
        bool isMap = iod == "parametric-map";

        // PS3.3 A.75.3: a map lies in the patient or on a slide, always.
        isPatient |= isMap && !isSlide;
        if (isMap && IsOfEveryMap(group))
            return IsMapText;
        bool isAlone = isMap || !HasDerivationImages();
        string alone = isMap ? "the object is a Parametric Map that does not lie on a slide" : "there are coordinates and no Derivation Image";
        return group.Value switch
        {
            Tags.PixelMeasuresSequence or Tags.PlanePositionSequence or Tags.PlaneOrientationSequence when isPatient && isAlone => alone,
            Tags.PlanePositionSlideSequence when isSlide && !IsTiledFull && isAlone => alone,
            Tags.DerivationImageSequence when !isMap && !isPatient && !isSlide => "there are no coordinates",
            Tags.FrameContentSequence when !IsTiledFull => "frames are not TILED_FULL",
            // PS3.3 C.7.6.17.3: the segments of TILED_FULL follow each other in order.
            Tags.SegmentIdentificationSequence when !isMap && !IsTiledFull && _root.GetString(Tags.SegmentationType) != "LABELMAP" => "Segmentation Type (0062,0001) is not LABELMAP",
            _ => null,
        };
    }

    // PS3.3 A.75.5: usage M.
    private static bool IsOfEveryMap(Tag group) => group.Value is
        Tags.PixelMeasuresSequence or Tags.FrameAnatomySequence or Tags.PixelValueTransformationSequence or Tags.FrameVOILUTSequence
        or Tags.RealWorldValueMappingSequence or Tags.ParametricMapFrameTypeSequence;

    private void CheckGroups(Tag sequence, int index, DataSet item, AttributeList groups)
    {
        _findings.Enter(sequence, index);
        foreach (ModuleAttribute group in groups.Attributes)
        {
            if (item.Find(group.Tag) is not { } element)
                continue;
            _findings.Clause = ModuleClauses.OfFunctionalGroup(group.Tag);

            // PS3.3 C.7.6.16.2.2: the content of a frame is that frame's.
            if (group.Tag == Tags.FrameContentSequence && sequence == Tags.SharedFunctionalGroupsSequence)
                _findings.Error(group.Tag, "is in the shared functional groups; the per-frame ones were expected");
            CheckElement(item, group, element);
            if (element.IsSequence && group.Tag != Tags.DerivationImageSequence && group.Tag != Tags.RealWorldValueMappingSequence && CountOf(element) != 1)
                _findings.Error(group.Tag, $"has {Counted.Of(CountOf(element), "item")}; 1 was expected");
        }

        _findings.Leave();
    }

    private bool HasDerivationImages()
    {
        try
        {
            return AttributeConditions.HasDerivationImages(_root);
        }
        catch (DicomFormatException)
        {
            return false;
        }
    }

    private IReadOnlyList<DataSet> ItemsOf(Tag sequence)
    {
        try
        {
            return _root.GetItems(sequence);
        }
        catch (DicomFormatException)
        {
            return [];
        }
    }

    private static int CountOf(DataElement sequence)
    {
        try
        {
            return sequence.Items.Count;
        }
        catch (DicomFormatException)
        {
            return 1;
        }
    }
}
