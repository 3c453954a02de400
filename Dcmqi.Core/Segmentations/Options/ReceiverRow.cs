namespace Dcmqi.Segmentations;

/// <summary>A form of segmentation, and what was seen of receivers with it.</summary>
/// <param name="Form">The form, in words.</param>
/// <param name="Fits">Whether a stored segmentation has this form; it may have several.</param>
/// <param name="Findings">One for each receiver that it was tried with.</param>
internal sealed record ReceiverRow(string Form, Func<StoredForm, bool> Fits, params ReceiverFinding[] Findings)
{
    public ReceiverFinding? Of(Receiver receiver) => Array.Find(Findings, finding => finding.Receiver == receiver);
}
