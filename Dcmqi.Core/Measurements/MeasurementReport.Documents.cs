namespace Dcmqi;

public sealed partial class MeasurementReport
{
    /// <summary>The instances that the report names as its evidence, of this and of other procedures (PS3.3 C.17.2).</summary>
    public IReadOnlyList<ImageReference> Evidence => _evidence ??= [.. References.SelectMany(series => series.Instances)];

    /// <summary>What the report says, as the document that it would be made from: what dcmqi's <c>tid1500reader</c> gives as JSON.</summary>
    /// <returns>
    /// <see cref="Metadata"/>, with session and time point that all groups share said of the document too, with the evidence as
    /// <see cref="MeasurementReportMetadata.ImageLibrary"/> and <see cref="MeasurementReportMetadata.CompositeContext"/> (SOP Instance UIDs, for a report
    /// holds no file names), and without a verifying observer who is the first person among the observers: that is who it is unless given.
    /// </returns>
    public MeasurementReportMetadata ToDocument()
    {
        HashSet<string> images = [.. ImageLibrary.Select(image => image.SopInstanceUid)];
        MeasurementReportMetadata document = Metadata with
        {
            CompositeContext = [.. Evidence.Select(instance => instance.SopInstanceUid).Where(uid => !images.Contains(uid))],
            ImageLibrary = [.. images],
        };
        if (document.VerifyingObservers is [{ Identification: null } verifier]
            && document.Observers.OfType<PersonObserver>().FirstOrDefault() is { } person
            && person.Name == verifier.Name && (person.Organization ?? verifier.Organization) == verifier.Organization)
        {
            document = document with { VerifyingObservers = [] };
        }

        // dcmqi's writer takes both from the document, its reader gives both in each group.
        MeasurementGroup? first = document.Groups.FirstOrDefault();
        if (first?.ActivitySession is { } session && document.Groups.All(group => group.ActivitySession == session))
            document = document with { ActivitySession = session };
        if (first?.TimePoint is { } timePoint && document.Groups.All(group => group.TimePoint == timePoint))
            document = document with { TimePoint = timePoint };
        return document;
    }
}
