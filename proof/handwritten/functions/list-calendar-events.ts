/**
 * Lists events of Google Calendar. Stands for: the answer's status is not looked at (26 % of 464 never read
 * `.ok`), so a refusal is an empty list; nobody asks who calls (33 %); the first page is told as everything
 * (12 of 16 that list).
 *
 * @module
 */
import { createClientFromRequest } from "npm:@base44/sdk@0.8.50";

declare const Deno: { serve(handler: (req: Request) => Promise<Response>): void };

interface CalendarEvent {
  id: string;
  summary?: string;
  start: { dateTime?: string; date?: string };
  end: { dateTime?: string; date?: string };
}

Deno.serve(async (req) => {
  try {
    const base44 = createClientFromRequest(req);
    const { start_date, end_date } = await req.json();

    const { accessToken } = await base44.asServiceRole.connectors.getConnection("googlecalendar");

    const url = "https://www.googleapis.com/calendar/v3/calendars/primary/events" +
      `?timeMin=${start_date}&timeMax=${end_date}&singleEvents=true&orderBy=startTime`;
    const response = await fetch(url, { headers: { Authorization: `Bearer ${accessToken}` } });
    const data = await response.json();

    const events = (data.items || []).map((event: CalendarEvent) => ({
      id: event.id,
      title: event.summary || "Busy",
      start: event.start.dateTime || event.start.date,
      end: event.end.dateTime || event.end.date,
    }));

    return Response.json({ events });
  } catch (error) {
    return Response.json({ error: (error as Error).message }, { status: 500 });
  }
});
