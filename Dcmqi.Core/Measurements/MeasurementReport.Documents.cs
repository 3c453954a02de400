namespace Dcmqi;

public sealed partial class MeasurementReport
{
    /// <summary>Gets the instances that the report names as its evidence, of this and of other procedures (PS3.3 C.17.2).</summary>
    public IReadOnlyList<ImageReference> Evidence => _evidence ??= [.. References.SelectMany(series => series.Instances)];

    /// <summary>Gives the report as the JSON document that it can be made from, as dcmqi's <c>tid1500reader</c> writes it.</summary>
    /// <returns>
    /// The JSON of <see cref="Metadata"/>. A session and a time point that all groups share are given for the document too. The evidence is given in
    /// <see cref="MeasurementReportMetadata.ImageLibrary"/> and <see cref="MeasurementReportMetadata.CompositeContext"/>, by SOP Instance UID, since a report
    /// holds no file names. A verifying observer who is the first person among the observers is left out: this is the default.
    /// </returns>
    public string ToJson() => ToDocument().ToJson();

    /// <summary>Writes the JSON document of <see cref="ToJson"/> to a file, whole or not at all.</summary>
    /// <param name="path">The file; replaced if it exists.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">Access to the file is denied.</exception>
    public void SaveJson(string path) => ToDocument().Save(path);

    internal MeasurementReportMetadata ToDocument()
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
