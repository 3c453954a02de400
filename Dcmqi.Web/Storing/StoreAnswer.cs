using System.Net;
using System.Text.Json;
using Dcmqi.Web.Http;
using Dcmqi.Web.Json;

namespace Dcmqi.Web.Storing;

/// <summary>Reads what an archive says of a batch (PS3.18 10.5.3, PS3.3 C.14), whatever the status: Orthanc answers 400 and lists what it has stored all the same.</summary>
internal static class StoreAnswer
{
    private const uint SopInstanceUid = 0x00081155, RetrieveUrl = 0x00081190;
    private const uint WarningReason = 0x00081196, FailureReason = 0x00081197, FailedSequence = 0x00081198, StoredSequence = 0x00081199, OtherFailures = 0x0008119A;

    /// <summary>Whether an answer may say something of instances; others are told by their status alone.</summary>
    public static bool MaySay(HttpResponseMessage message) => message.IsSuccessStatusCode
        || (message.StatusCode is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.NotFound or HttpStatusCode.LengthRequired or HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.TooManyRequests)
            && message.Content.Headers.ContentType?.MediaType is null or "application/dicom+json" or "application/json");

    /// <summary>Adds what the answer says of each item.</summary>
    /// <exception cref="DicomWebException">It says nothing of any.</exception>
    public static async Task ReadAsync(ArchiveAnswer response, IReadOnlyList<StoreItem> items, StoreOutcome outcome, TimeProvider time)
    {
        JsonElement said = await DataSetAsync(response).ConfigureAwait(false);
        if (DicomJson.Has(said, StoredSequence) || DicomJson.Has(said, FailedSequence) || DicomJson.Has(said, OtherFailures))
            Read(response, said, items, outcome);
        else if (response.Status == HttpStatusCode.OK)
        {
            // PS3.18 Table 10.5.3-1: 200 is for all instances stored without warnings.
            outcome.Stored.AddRange(items.Select(item => item.Stored()));
            outcome.Warnings.Add($"{response.Request.Shown}: the archive answers 200 without the list of instances that PS3.18 10.5.3 asks for; they are taken for stored.");
        }
        else
            throw StatusFault.Of(response, said, time);
    }

    // An answer may be broken or empty: what counts then is its status.
    private static async Task<JsonElement> DataSetAsync(ArchiveAnswer response)
    {
        if (response.ContentType?.MediaType is { } type and not ("application/dicom+json" or "application/json"))
            return default;
        try
        {
            JsonElement root = await JsonBody.ReadAsync(response).ConfigureAwait(false);
            return root.ValueKind == JsonValueKind.Array ? root.EnumerateArray().FirstOrDefault() : root;
        }
        catch (DicomWebException failure) when (failure.InnerException is JsonException)
        {
            return default;
        }
    }

    private static void Read(ArchiveAnswer response, JsonElement dataSet, IReadOnlyList<StoreItem> items, StoreOutcome outcome)
    {
        Dictionary<string, JsonElement> stored = ByUid(dataSet, StoredSequence), failed = ByUid(dataSet, FailedSequence);
        int[] others = [.. DicomJson.Items(dataSet, OtherFailures).Select(item => DicomJson.Number(item, FailureReason) ?? 0)];
        foreach (StoreItem item in items)
        {
            if (failed.TryGetValue(item.SopInstanceUid, out JsonElement failure))
            {
                int? reason = DicomJson.Number(failure, FailureReason);
                outcome.Failures.Add(item.Failed(StoreReasons.OfFailure(reason), reason));
            }
            else if (stored.TryGetValue(item.SopInstanceUid, out JsonElement success))
                outcome.Stored.Add(item.Stored(DicomJson.Number(success, WarningReason) is { } warning ? StoreReasons.OfWarning(warning) : null, DicomJson.Text(success, RetrieveUrl)));
            else
                outcome.Failures.Add(item.Failed(others.Length > 0
                    ? $"the archive does not name it; of instances that it could not read it says: {StoreReasons.OfFailure(others[0])}"
                    : $"the archive (status {(int)response.Status}) names it neither as stored nor as failed", others.Length > 0 ? others[0] : null));
        }
    }

    private static Dictionary<string, JsonElement> ByUid(JsonElement dataSet, uint sequence)
    {
        var byUid = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (JsonElement item in DicomJson.Items(dataSet, sequence))
        {
            if (DicomJson.Text(item, SopInstanceUid) is { } uid)
                byUid[uid.TrimEnd('\0', ' ')] = item;
        }

        return byUid;
    }
}
