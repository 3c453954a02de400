using System.Net;

namespace Dcmqi;

/// <summary>An archive that cannot be reached, refuses a request, or answers what no DICOMweb server may answer (PS3.18).</summary>
public sealed class DicomWebException : IOException
{
    /// <summary>Creates the error.</summary>
    /// <param name="message">What was asked, what came, and the next step.</param>
    /// <param name="statusCode">The HTTP status of the answer; <see langword="null"/> if there was none, or none that matters.</param>
    /// <param name="innerException">The error beneath this one, if any.</param>
    public DicomWebException(string message, HttpStatusCode? statusCode = null, Exception? innerException = null)
        : base(message, innerException) => StatusCode = statusCode;

    /// <summary>Gets the HTTP status of the answer, or <see langword="null"/>.</summary>
    public HttpStatusCode? StatusCode { get; }

    /// <summary>Whether the same request may do better a little later.</summary>
    internal bool IsTransient { get; init; }

    /// <summary>Whether it is certain that the server has taken nothing of what was sent.</summary>
    internal bool IsNotTaken { get; init; }

    /// <summary>How long the server asks to be left alone (RFC 9110 10.2.3).</summary>
    internal TimeSpan? RetryAfter { get; init; }

    /// <summary>The error of the last of several attempts.</summary>
    internal DicomWebException After(int attempts) =>
        new($"{Message} Tried {attempts} times.", StatusCode, this) { IsTransient = IsTransient, IsNotTaken = IsNotTaken, RetryAfter = RetryAfter };
}
