namespace Dcmqi.Measurements;

/// <summary>A group of measurements as rows of a table, and back.</summary>
internal static class GroupRows
{
    /// <summary>The rows of a group: its measurements, then its evaluations; one row without either where there are none.</summary>
    public static IEnumerable<MeasurementRow> Of(MeasurementGroup group, int number, TableWarnings warnings)
    {
        string name = group.TrackingIdentifier ?? $"Group {number}";
        warnings.AddNotHeld(name, NotHeld(group));
        var rows = new List<MeasurementRow>();
        MeasurementRow common = Common(group, number);
        foreach (Measurement measurement in group.Measurements)
        {
            warnings.AddNotHeld($"{name}, {measurement.Name.Meaning}", NotHeld(measurement));
            rows.Add(common with
            {
                Quantity = measurement.Name,
                Value = measurement.Value,
                Qualifier = measurement.Qualifier,
                Unit = measurement.Unit,
                Derivation = measurement.Derivation,
                Method = measurement.Method,
                DerivationParameters = measurement.DerivationParameters,
                MeasurementAlgorithmName = measurement.Algorithm?.Name,
                MeasurementAlgorithmVersion = measurement.Algorithm?.Version,
                MeasurementAlgorithmParameters = measurement.Algorithm?.Parameters ?? [],
                Modifiers = measurement.Modifiers,
            });
        }

        rows.AddRange(group.QualitativeEvaluations.Select(evaluation => common with
        {
            Evaluation = evaluation.Name,
            EvaluationCode = evaluation.Code,
            EvaluationText = evaluation.Text,
            Modifiers = evaluation.Modifiers,
        }));
        if (rows.Count == 0)
            rows.Add(common);
        return rows.Select(row => ReadableRow.Of(row, name, warnings));
    }

    public static MeasurementGroup ToGroup(IReadOnlyList<MeasurementRow> rows)
    {
        MeasurementRow first = rows[0];
        return new MeasurementGroup
        {
            Kind = first.Kind,
            TrackingIdentifier = first.TrackingIdentifier,
            TrackingUid = first.TrackingUid,
            ActivitySession = first.ActivitySession,
            TimePoint = first.TimePoint is null ? null : new TimePointContext { TimePoint = first.TimePoint },
            FindingCategory = first.FindingCategory,
            Finding = first.Finding,
            FindingSites = first.FindingSite is null ? []
                : [new FindingSite { Site = first.FindingSite, Laterality = first.Laterality, TopographicalModifier = first.TopographicalModifier }],
            Method = first.GroupMethod,
            Algorithm = first.AlgorithmName is null ? null : new AlgorithmIdentification { Name = first.AlgorithmName, Version = first.AlgorithmVersion, Parameters = first.AlgorithmParameters },
            RealWorldValueMapUid = first.RealWorldValueMapUid,
            ReferencedSegments = first.SegmentationUid is null ? []
                : [new ImageReference { SopInstanceUid = first.SegmentationUid, SopClassUid = first.SegmentationClassUid, SegmentNumbers = first.ReferencedSegments, FrameNumbers = first.ReferencedFrames }],
            SourceSeriesUid = first.SourceSeriesUid,
            SourceImages = [.. first.SourceImageUids.Select(uid => new ImageReference { SopInstanceUid = uid })],
            Measurements = [.. rows.Where(row => row.Quantity is not null).Select(ToMeasurement)],
            QualitativeEvaluations = [.. rows.Where(row => row.Evaluation is not null).Select(ToEvaluation)],
        };
    }

    /// <summary>The row with what it says of its group taken from another.</summary>
    public static MeasurementRow WithGroupOf(MeasurementRow row, MeasurementRow first) => first with
    {
        Quantity = row.Quantity,
        Value = row.Value,
        Qualifier = row.Qualifier,
        Unit = row.Unit,
        Derivation = row.Derivation,
        Method = row.Method,
        DerivationParameters = row.DerivationParameters,
        MeasurementAlgorithmName = row.MeasurementAlgorithmName,
        MeasurementAlgorithmVersion = row.MeasurementAlgorithmVersion,
        MeasurementAlgorithmParameters = row.MeasurementAlgorithmParameters,
        Modifiers = row.Modifiers,
        Evaluation = row.Evaluation,
        EvaluationCode = row.EvaluationCode,
        EvaluationText = row.EvaluationText,
    };

    private static Measurement ToMeasurement(MeasurementRow row) => new()
    {
        Name = row.Quantity!,
        Value = row.Value,
        Unit = row.Unit,
        Qualifier = row.Qualifier,
        Derivation = row.Derivation,
        Method = row.Method,
        DerivationParameters = row.DerivationParameters,
        Algorithm = row.MeasurementAlgorithmName is null ? null
            : new AlgorithmIdentification { Name = row.MeasurementAlgorithmName, Version = row.MeasurementAlgorithmVersion, Parameters = row.MeasurementAlgorithmParameters },
        Modifiers = row.Modifiers,
    };

    private static QualitativeEvaluation ToEvaluation(MeasurementRow row) =>
        new() { Name = row.Evaluation!, Code = row.EvaluationCode, Text = row.EvaluationText, Modifiers = row.Quantity is null ? row.Modifiers : [] };

    private static MeasurementRow Common(MeasurementGroup group, int number)
    {
        FindingSite? site = group.FindingSites.FirstOrDefault();
        ImageReference? segments = group.ReferencedSegments.FirstOrDefault();
        return new MeasurementRow
        {
            Group = number,
            Kind = group.Kind,
            TrackingIdentifier = group.TrackingIdentifier,
            TrackingUid = group.TrackingUid,
            ActivitySession = group.ActivitySession,
            TimePoint = group.TimePoint?.TimePoint,
            FindingCategory = group.FindingCategory,
            Finding = group.Finding,
            FindingSite = site?.Site,
            Laterality = site?.Laterality,
            TopographicalModifier = site?.TopographicalModifier,
            GroupMethod = group.Method,
            AlgorithmName = group.Algorithm?.Name,
            AlgorithmVersion = group.Algorithm?.Version,
            AlgorithmParameters = group.Algorithm?.Parameters ?? [],
            SegmentationUid = segments?.SopInstanceUid,
            SegmentationClassUid = segments?.SopClassUid,
            ReferencedSegments = segments?.SegmentNumbers ?? [],
            ReferencedFrames = segments?.FrameNumbers ?? [],
            SourceSeriesUid = group.SourceSeriesUid,
            SourceImageUids = [.. group.SourceImages.Select(image => image.SopInstanceUid)],
            RealWorldValueMapUid = group.RealWorldValueMapUid,
        };
    }

    private static IEnumerable<(string What, bool Is)> NotHeld(MeasurementGroup group) =>
    [
        ("finding sites after the first", group.FindingSites.Count > 1),
        ("segments of further segmentations", group.ReferencedSegments.Count > 1),
        ("regions drawn in images", group.ImageRegions.Count > 0),
        ("regions drawn in space", group.SpatialRegions.Count > 0),
        ("the surface of the volume", group.VolumeSurface.Count > 0),
        ("frames of source images", group.SourceImages.Any(image => image.FrameNumbers.Count + image.SegmentNumbers.Count > 0)),
        ("what is said of the time point beside its name", group.TimePoint is { } point && point != new TimePointContext { TimePoint = point.TimePoint }),
    ];

    private static IEnumerable<(string What, bool Is)> NotHeld(Measurement measurement) =>
    [
        ("finding sites", measurement.FindingSites.Count > 0),
        ("measurements it was inferred from", measurement.InferredFrom.Count > 0),
        ("images it was inferred from", measurement.InferredFromImages.Count > 0),
        ("the population", measurement.PopulationDescription is not null),
        ("numeric properties", measurement.NumericProperties.Count > 0),
        ("the reference range", measurement.ReferenceRange is not null),
        ("the uncertainty", measurement.Uncertainty is not null),
        ("normality", measurement.Normality is not null),
        ("the level of significance", measurement.LevelOfSignificance is not null),
        ("the selection status", measurement.SelectionStatus is not null),
        ("tracking", measurement.TrackingIdentifier is not null || measurement.TrackingUid is not null),
        ("the real world value map", measurement.RealWorldValueMapUid is not null),
    ];
}
