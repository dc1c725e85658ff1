// Generated from the description of the API: run `npm run docs:api-client` after a change there.
export interface paths {
  "/attachments/{id}": {
    get: {
      parameters: {
        path: {
          id: string;
        };
      };
      responses: {
        200: {
          content: {
            "application/octet-stream": unknown;
          };
        };
      };
    };
  };
  "/attachments/{id}/preview": {
    get: {
      parameters: {
        path: {
          id: string;
        };
      };
      responses: {
        200: {
          content: {
            "image/webp": unknown;
          };
        };
      };
    };
  };
  "/audit": {
    get: {
      parameters: {
        query?: {
          actor?: string;
          area?: "accounts" | "watch" | "directory";
          cursor?: string;
          since?: string;
          until?: string;
        };
      };
      responses: {
        200: {
          content: {
            "application/json": components["schemas"]["AuditPage"];
          };
        };
      };
    };
  };
  "/audit/checks": {
    post: {
      requestBody: {
        content: {
          "application/json": components["schemas"]["CheckRecords"];
        };
      };
      responses: {
        200: {
          content: {
            "application/json": components["schemas"]["RecordsChecked"];
          };
        };
      };
    };
  };
  "/board": {
    get: {
      responses: {
        200: {
          content: {
            "application/json": components["schemas"]["Board"];
          };
        };
      };
    };
  };
  "/configuration": {
    get: {
      responses: {
        200: {
          content: {
            "application/json": components["schemas"]["ConfigurationView"];
          };
        };
      };
    };
  };
  "/directory/contacts": {
    get: {
      parameters: {
        query?: {
          cursor?: string;
          limit?: number;
          party?: string;
          q?: string;
        };
      };
      responses: {
        200: {
          content: {
            "application/json": components["schemas"]["ContactList"];
          };
        };
      };
    };
    post: {
      requestBody: {
        content: {
          "application/json": components["schemas"]["NewContact"];
        };
      };
      responses: {
        201: {
          content: {
            "application/json": components["schemas"]["ContactView"];
          };
        };
      };
    };
  };
  "/directory/contacts/{id}": {
    get: {
      parameters: {
        path: {
          id: string;
        };
      };
      responses: {
        200: {
          content: {
            "application/json": components["schemas"]["ContactView"];
          };
        };
      };
    };
    post: {
      parameters: {
        path: {
          id: string;
        };
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["EditContact"];
        };
      };
      responses: {
        200: {
          content: {
            "application/json": components["schemas"]["ContactView"];
          };
        };
      };
    };
    delete: {
      parameters: {
        path: {
          id: string;
        };
      };
      responses: {
        200: {
          content: {
            "application/json": components["schemas"]["ContactView"];
          };
        };
      };
    };
  };
  "/directory/contacts/{id}/accounts": {
    post: {
      parameters: {
        path: {
          id: string;
        };
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["NewAccount"];
        };
      };
      responses: {
        200: {
          content: {
            "application/json": components["schemas"]["ContactView"];
          };
        };
      };
    };
  };
  "/directory/contacts/{id}/accounts/{account}": {
    delete: {
      parameters: {
        path: {
          account: string;
          id: string;
        };
      };
      responses: {
        200: {
          content: {
            "application/json": components["schemas"]["ContactView"];
          };
        };
      };
    };
  };
  "/directory/contacts/{id}/addresses": {
    post: {
      parameters: {
        path: {
          id: string;
        };
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["NewAddress"];
        };
      };
      responses: {
        200: {
          content: {
            "application/json": components["schemas"]["ContactView"];
          };
        };
      };
    };
  };
  "/directory/contacts/{id}/addresses/{address}": {
    post: {
      parameters: {
        path: {
          address: string;
          id: string;
        };
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["EditAddress"];
        };
      };
      responses: {
        200: {
          content: {
            "application/json": components["schemas"]["ContactView"];
          };
        };
      };
    };
    delete: {
      parameters: {
        path: {
          address: string;
          id: string;
        };
      };
      responses: {
        200: {
          content: {
            "application/json": components["schemas"]["ContactView"];
          };
        };
      };
    };
  };
  "/directory/export": {
    get: {
      parameters: {
        query?: {
          party?: string;
        };
      };
      responses: {
        200: {
          content: {
            "text/csv": unknown;
          };
        };
      };
    };
  };
  "/directory/import": {
    post: {
      parameters: {
        query?: {
          apply?: "true" | "false";
        };
      };
      responses: {
        200: {
          content: {
            "application/json": components["schemas"]["ImportReport"];
          };
        };
      };
    };
  };
  "/directory/parties": {
    get: {
      responses: {
        200: {
          content: {
            "application/json": components["schemas"]["DirectoryParties"];
          };
        };
      };
    };
  };
  "/elections": {
    get: {
      responses: {
        200: {
          content: {
            "application/json": components["schemas"]["ElectionList"];
          };
        };
      };
    };
  };
  "/health": {
    get: {
      responses: {
        200: {
          content: {
            "application/json": components["schemas"]["HealthView"];
          };
        };
      };
    };
  };
  "/health/findings/{id}/accept": {
    post: {
      parameters: {
        path: {
          id: string;
        };
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["AcceptedFinding"];
        };
      };
      responses: {
        200: {
          content: {
            "application/json": components["schemas"]["HealthView"];
          };
        };
      };
    };
  };
  "/health/parked/retry": {
    post: {
      requestBody: {
        content: {
          "application/json": components["schemas"]["RetriedEvents"];
        };
      };
      responses: {
        200: {
          content: {
            "application/json": components["schemas"]["HealthView"];
          };
        };
      };
    };
  };
  "/incidents": {
    get: {
      parameters: {
        query?: {
          account?: string;
          category?: string;
          cursor?: string;
          flag?: string;
          holder?: string;
          ids?: string;
          limit?: number;
          party?: string;
          q?: string;
          severity?: string;
          since?: string;
          state?: string;
          unacknowledged?: string;
        };
      };
      responses: {
        200: {
          content: {
            "application/json": components["schemas"]["IncidentList"];
          };
        };
      };
    };
  };
  "/incidents/{id}": {
    get: {
      parameters: {
        path: {
          id: string;
        };
      };
      responses: {
        200: {
          content: {
            "application/json": components["schemas"]["IncidentView"];
          };
        };
      };
    };
  };
  "/incidents/{id}/acknowledge": {
    post: {
      parameters: {
        path: {
          id: string;
        };
      };
      responses: {
        200: {
          content: {
            "application/json": components["schemas"]["IncidentView"];
          };
        };
      };
    };
  };
  "/incidents/{id}/addresses": {
    post: {
      parameters: {
        path: {
          id: string;
        };
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["MarkAddress"];
        };
      };
      responses: {
        200: {
          content: {
            "application/json": components["schemas"]["TrustView"];
          };
        };
      };
    };
  };
  "/incidents/{id}/answer": {
    post: {
      parameters: {
        path: {
          id: string;
        };
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["AnswerIncident"];
        };
      };
      responses: {
        200: {
          content: {
            "application/json": components["schemas"]["IncidentView"];
          };
        };
      };
    };
  };
  "/incidents/{id}/assign": {
    post: {
      parameters: {
        path: {
          id: string;
        };
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["AssignIncident"];
        };
      };
      responses: {
        200: {
          content: {
            "application/json": components["schemas"]["IncidentView"];
          };
        };
      };
    };
  };
  "/incidents/{id}/campaign": {
    get: {
      parameters: {
        path: {
          id: string;
        };
      };
      responses: {
        200: {
          content: {
            "application/json": components["schemas"]["CampaignView"];
          };
        };
      };
    };
  };
  "/incidents/{id}/channel-changes/{change}": {
    post: {
      parameters: {
        path: {
          change: string;
          id: string;
        };
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["SettleChannelChange"];
        };
      };
      responses: {
        200: {
          content: {
            "application/json": components["schemas"]["TrustView"];
          };
        };
      };
    };
  };
  "/incidents/{id}/kind": {
    post: {
      parameters: {
        path: {
          id: string;
        };
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["CorrectKind"];
        };
      };
      responses: {
        200: {
          content: {
            "application/json": components["schemas"]["IncidentView"];
          };
        };
      };
    };
  };
  "/incidents/{id}/links": {
    post: {
      parameters: {
        path: {
          id: string;
        };
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["LinkIncident"];
        };
      };
      responses: {
        200: {
          content: {
            "application/json": components["schemas"]["IncidentView"];
          };
        };
      };
    };
  };
  "/incidents/{id}/links/{link}": {
    post: {
      parameters: {
        path: {
          id: string;
          link: string;
        };
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["DecideLink"];
        };
      };
      responses: {
        200: {
          content: {
            "application/json": components["schemas"]["IncidentView"];
          };
        };
      };
    };
  };
  "/incidents/{id}/message": {
    post: {
      parameters: {
        path: {
          id: string;
        };
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["WriteToReporter"];
        };
      };
      responses: {
        200: {
          content: {
            "application/json": components["schemas"]["IncidentView"];
          };
        };
      };
    };
  };
  "/incidents/{id}/move": {
    post: {
      parameters: {
        path: {
          id: string;
        };
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["MoveIncident"];
        };
      };
      responses: {
        200: {
          content: {
            "application/json": components["schemas"]["IncidentView"];
          };
        };
      };
    };
  };
  "/incidents/{id}/note": {
    post: {
      parameters: {
        path: {
          id: string;
        };
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["NoteIncident"];
        };
      };
      responses: {
        200: {
          content: {
            "application/json": components["schemas"]["IncidentView"];
          };
        };
      };
    };
  };
  "/incidents/{id}/pages/{page}/deliveries": {
    get: {
      parameters: {
        path: {
          id: string;
          page: string;
        };
      };
      responses: {
        200: {
          content: {
            "application/json": components["schemas"]["DeliveryHistory"];
          };
        };
      };
    };
  };
  "/incidents/{id}/presence": {
    post: {
      parameters: {
        path: {
          id: string;
        };
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["Presence"];
        };
      };
      responses: {
        200: {
          content: {
            "application/json": components["schemas"]["PresenceView"];
          };
        };
      };
    };
    delete: {
      parameters: {
        path: {
          id: string;
        };
      };
      responses: {
        204: {
        };
      };
    };
  };
  "/incidents/{id}/severity": {
    post: {
      parameters: {
        path: {
          id: string;
        };
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["ChangeSeverity"];
        };
      };
      responses: {
        200: {
          content: {
            "application/json": components["schemas"]["IncidentView"];
          };
        };
      };
    };
  };
  "/incidents/{id}/starters": {
    get: {
      parameters: {
        path: {
          id: string;
        };
      };
      responses: {
        200: {
          content: {
            "application/json": components["schemas"]["MessageStarters"];
          };
        };
      };
    };
  };
  "/incidents/{id}/tasks/{key}": {
    post: {
      parameters: {
        path: {
          id: string;
          key: string;
        };
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["TickTask"];
        };
      };
      responses: {
        200: {
          content: {
            "application/json": components["schemas"]["IncidentView"];
          };
        };
      };
    };
  };
  "/incidents/{id}/timeline": {
    get: {
      parameters: {
        path: {
          id: string;
        };
      };
      responses: {
        200: {
          content: {
            "application/json": components["schemas"]["TimelineView"];
          };
        };
      };
    };
  };
  "/incidents/{id}/trust": {
    get: {
      parameters: {
        path: {
          id: string;
        };
      };
      responses: {
        200: {
          content: {
            "application/json": components["schemas"]["TrustView"];
          };
        };
      };
    };
  };
  "/incidents/{id}/verifications": {
    post: {
      parameters: {
        path: {
          id: string;
        };
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["StartVerification"];
        };
      };
      responses: {
        200: {
          content: {
            "application/json": components["schemas"]["TrustView"];
          };
        };
      };
    };
  };
  "/incidents/{id}/verifications/{verification}": {
    post: {
      parameters: {
        path: {
          id: string;
          verification: string;
        };
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["EnterCode"];
        };
      };
      responses: {
        200: {
          content: {
            "application/json": components["schemas"]["TrustView"];
          };
        };
      };
    };
  };
  "/live": {
    get: {
      responses: {
        200: {
          content: {
            "text/event-stream": components["schemas"]["LiveChange"];
          };
        };
      };
    };
  };
  "/measures": {
    get: {
      parameters: {
        query: {
          from: string;
          to: string;
        };
      };
      responses: {
        200: {
          content: {
            "application/json": components["schemas"]["Measures"];
          };
        };
      };
    };
  };
  "/measures/periods": {
    get: {
      responses: {
        200: {
          content: {
            "application/json": components["schemas"]["MeasurePeriods"];
          };
        };
      };
    };
  };
  "/people": {
    get: {
      responses: {
        200: {
          content: {
            "application/json": components["schemas"]["People"];
          };
        };
      };
    };
  };
  "/policies": {
    get: {
      responses: {
        200: {
          content: {
            "application/json": components["schemas"]["PolicyList"];
          };
        };
      };
    };
    post: {
      requestBody: {
        content: {
          "application/json": components["schemas"]["NewPolicy"];
        };
      };
      responses: {
        201: {
          content: {
            "application/json": components["schemas"]["PolicyView"];
          };
        };
      };
    };
  };
  "/policies/{key}": {
    get: {
      parameters: {
        path: {
          key: string;
        };
      };
      responses: {
        200: {
          content: {
            "application/json": components["schemas"]["PolicyView"];
          };
        };
      };
    };
    post: {
      parameters: {
        path: {
          key: string;
        };
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["EditPolicy"];
        };
      };
      responses: {
        200: {
          content: {
            "application/json": components["schemas"]["PolicyView"];
          };
        };
      };
    };
  };
  "/policies/{key}/move": {
    post: {
      parameters: {
        path: {
          key: string;
        };
      };
      responses: {
        200: {
          content: {
            "application/json": components["schemas"]["PolicyMoved"];
          };
        };
      };
    };
  };
  "/policies/rules": {
    post: {
      requestBody: {
        content: {
          "application/json": components["schemas"]["EditPolicyRules"];
        };
      };
      responses: {
        200: {
          content: {
            "application/json": components["schemas"]["PolicyList"];
          };
        };
      };
    };
  };
  "/policies/simulate": {
    post: {
      requestBody: {
        content: {
          "application/json": components["schemas"]["SimulatePolicy"];
        };
      };
      responses: {
        200: {
          content: {
            "application/json": components["schemas"]["Simulation"];
          };
        };
      };
    };
  };
  "/queue/counts": {
    get: {
      parameters: {
        query?: {
          account?: string;
          category?: string;
          flag?: string;
          holder?: string;
          party?: string;
          q?: string;
          severity?: string;
          since?: string;
          state?: string;
          unacknowledged?: string;
        };
      };
      responses: {
        200: {
          content: {
            "application/json": components["schemas"]["QueueCounts"];
          };
        };
      };
    };
  };
  "/queue/junk": {
    post: {
      requestBody: {
        content: {
          "application/json": components["schemas"]["FileJunk"];
        };
      };
      responses: {
        200: {
          content: {
            "application/json": components["schemas"]["JunkOutcome"];
          };
        };
      };
    };
  };
  "/queue/junk/undo": {
    post: {
      requestBody: {
        content: {
          "application/json": components["schemas"]["UndoJunk"];
        };
      };
      responses: {
        200: {
          content: {
            "application/json": components["schemas"]["JunkOutcome"];
          };
        };
      };
    };
  };
  "/queue/views": {
    get: {
      responses: {
        200: {
          content: {
            "application/json": components["schemas"]["SavedViews"];
          };
        };
      };
    };
    post: {
      requestBody: {
        content: {
          "application/json": components["schemas"]["SaveView"];
        };
      };
      responses: {
        200: {
          content: {
            "application/json": components["schemas"]["SavedViews"];
          };
        };
      };
    };
  };
  "/queue/views/{id}": {
    post: {
      parameters: {
        path: {
          id: string;
        };
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["SaveView"];
        };
      };
      responses: {
        200: {
          content: {
            "application/json": components["schemas"]["SavedViews"];
          };
        };
      };
    };
    delete: {
      parameters: {
        path: {
          id: string;
        };
      };
      responses: {
        200: {
          content: {
            "application/json": components["schemas"]["SavedViews"];
          };
        };
      };
    };
  };
  "/reach": {
    get: {
      responses: {
        200: {
          content: {
            "application/json": components["schemas"]["ReachView"];
          };
        };
      };
    };
  };
  "/reach/methods": {
    post: {
      requestBody: {
        content: {
          "application/json": components["schemas"]["NewMethod"];
        };
      };
      responses: {
        200: {
          content: {
            "application/json": components["schemas"]["ReachView"];
          };
        };
      };
    };
  };
  "/reach/methods/{id}": {
    delete: {
      parameters: {
        path: {
          id: string;
        };
      };
      responses: {
        200: {
          content: {
            "application/json": components["schemas"]["ReachView"];
          };
        };
      };
    };
  };
  "/reach/methods/{id}/code": {
    post: {
      parameters: {
        path: {
          id: string;
        };
      };
      responses: {
        200: {
          content: {
            "application/json": components["schemas"]["ReachView"];
          };
        };
      };
    };
  };
  "/reach/methods/{id}/verify": {
    post: {
      parameters: {
        path: {
          id: string;
        };
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["EnteredCode"];
        };
      };
      responses: {
        200: {
          content: {
            "application/json": components["schemas"]["ReachView"];
          };
        };
      };
    };
  };
  "/reach/order": {
    post: {
      requestBody: {
        content: {
          "application/json": components["schemas"]["ReachOrder"];
        };
      };
      responses: {
        200: {
          content: {
            "application/json": components["schemas"]["ReachView"];
          };
        };
      };
    };
  };
  "/reach/push": {
    get: {
      responses: {
        200: {
          content: {
            "application/json": components["schemas"]["PushKey"];
          };
        };
      };
    };
    post: {
      requestBody: {
        content: {
          "application/json": components["schemas"]["PushSubscription"];
        };
      };
      responses: {
        200: {
          content: {
            "application/json": components["schemas"]["ReachView"];
          };
        };
      };
    };
  };
  "/reach/quiet-hours": {
    post: {
      requestBody: {
        content: {
          "application/json": components["schemas"]["ReachQuietHours"];
        };
      };
      responses: {
        200: {
          content: {
            "application/json": components["schemas"]["ReachView"];
          };
        };
      };
    };
  };
  "/reach/rules": {
    post: {
      requestBody: {
        content: {
          "application/json": components["schemas"]["ReachRules"];
        };
      };
      responses: {
        200: {
          content: {
            "application/json": components["schemas"]["ReachView"];
          };
        };
      };
    };
  };
  "/reach/watch": {
    get: {
      responses: {
        200: {
          content: {
            "application/json": components["schemas"]["ReachableList"];
          };
        };
      };
    };
  };
  "/reports/{id}/raw": {
    get: {
      parameters: {
        path: {
          id: string;
        };
      };
      responses: {
        200: {
          content: {
            "application/octet-stream": unknown;
          };
        };
      };
    };
  };
  "/roles": {
    get: {
      responses: {
        200: {
          content: {
            "application/json": components["schemas"]["RoleList"];
          };
        };
      };
    };
  };
  "/session": {
    get: {
      responses: {
        200: {
          content: {
            "application/json": components["schemas"]["Session"];
          };
        };
      };
    };
    post: {
      requestBody: {
        content: {
          "application/json": components["schemas"]["SignIn"];
        };
      };
      responses: {
        200: {
          content: {
            "application/json": components["schemas"]["Session"];
          };
        };
      };
    };
    delete: {
      responses: {
        204: {
        };
      };
    };
  };
  "/session/password": {
    post: {
      requestBody: {
        content: {
          "application/json": components["schemas"]["OwnPassword"];
        };
      };
      responses: {
        200: {
          content: {
            "application/json": components["schemas"]["Session"];
          };
        };
      };
    };
  };
  "/timelines": {
    get: {
      parameters: {
        query: {
          from: string;
          party?: string;
          severity?: string;
          to: string;
        };
      };
      responses: {
        200: {
          content: {
            "application/json": components["schemas"]["Timelines"];
          };
        };
      };
    };
  };
  "/users": {
    get: {
      parameters: {
        query?: {
          cursor?: string;
          q?: string;
        };
      };
      responses: {
        200: {
          content: {
            "application/json": components["schemas"]["UserList"];
          };
        };
      };
    };
    post: {
      requestBody: {
        content: {
          "application/json": components["schemas"]["NewUser"];
        };
      };
      responses: {
        201: {
          content: {
            "application/json": components["schemas"]["MadePassword"];
          };
        };
      };
    };
  };
  "/users/{id}": {
    post: {
      parameters: {
        path: {
          id: string;
        };
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["EditUser"];
        };
      };
      responses: {
        200: {
          content: {
            "application/json": components["schemas"]["UserRow"];
          };
        };
      };
    };
  };
  "/users/{id}/end": {
    post: {
      parameters: {
        path: {
          id: string;
        };
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["EndUser"];
        };
      };
      responses: {
        200: {
          content: {
            "application/json": components["schemas"]["UserRow"];
          };
        };
      };
    };
  };
  "/users/{id}/leaving": {
    get: {
      parameters: {
        path: {
          id: string;
        };
      };
      responses: {
        200: {
          content: {
            "application/json": components["schemas"]["LeavingView"];
          };
        };
      };
    };
  };
  "/users/{id}/password": {
    post: {
      parameters: {
        path: {
          id: string;
        };
      };
      responses: {
        200: {
          content: {
            "application/json": components["schemas"]["MadePassword"];
          };
        };
      };
    };
  };
  "/users/{id}/restore": {
    post: {
      parameters: {
        path: {
          id: string;
        };
      };
      responses: {
        200: {
          content: {
            "application/json": components["schemas"]["MadePassword"];
          };
        };
      };
    };
  };
  "/users/{id}/sessions": {
    delete: {
      parameters: {
        path: {
          id: string;
        };
      };
      responses: {
        200: {
          content: {
            "application/json": components["schemas"]["UserRow"];
          };
        };
      };
    };
  };
  "/watch": {
    get: {
      responses: {
        200: {
          content: {
            "application/json": components["schemas"]["WatchView"];
          };
        };
      };
    };
  };
  "/watch/absences": {
    get: {
      responses: {
        200: {
          content: {
            "application/json": components["schemas"]["AbsenceList"];
          };
        };
      };
    };
    post: {
      requestBody: {
        content: {
          "application/json": components["schemas"]["NewAbsence"];
        };
      };
      responses: {
        200: {
          content: {
            "application/json": components["schemas"]["AbsenceView"];
          };
        };
      };
    };
  };
  "/watch/absences/{id}": {
    post: {
      parameters: {
        path: {
          id: string;
        };
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["SettleAbsence"];
        };
      };
      responses: {
        200: {
          content: {
            "application/json": components["schemas"]["AbsenceView"];
          };
        };
      };
    };
    delete: {
      parameters: {
        path: {
          id: string;
        };
      };
      responses: {
        200: {
          content: {
            "application/json": components["schemas"]["AbsenceView"];
          };
        };
      };
    };
  };
  "/watch/changes": {
    get: {
      parameters: {
        query?: {
          cursor?: string;
        };
      };
      responses: {
        200: {
          content: {
            "application/json": components["schemas"]["WatchChanges"];
          };
        };
      };
    };
  };
  "/watch/confirmations": {
    post: {
      requestBody: {
        content: {
          "application/json": components["schemas"]["ConfirmShift"];
        };
      };
      responses: {
        204: {
        };
      };
    };
  };
  "/watch/feeds": {
    get: {
      responses: {
        200: {
          content: {
            "application/json": components["schemas"]["FeedList"];
          };
        };
      };
    };
    post: {
      requestBody: {
        content: {
          "application/json": components["schemas"]["NewFeed"];
        };
      };
      responses: {
        201: {
          content: {
            "application/json": components["schemas"]["MadeFeed"];
          };
        };
      };
    };
  };
  "/watch/feeds/{id}": {
    delete: {
      parameters: {
        path: {
          id: string;
        };
      };
      responses: {
        204: {
        };
      };
    };
  };
  "/watch/handoffs": {
    get: {
      responses: {
        200: {
          content: {
            "application/json": components["schemas"]["HandoffList"];
          };
        };
      };
    };
  };
  "/watch/handoffs/{id}/take": {
    post: {
      parameters: {
        path: {
          id: string;
        };
      };
      responses: {
        200: {
          content: {
            "application/json": components["schemas"]["HandoffView"];
          };
        };
      };
    };
  };
  "/watch/monitors": {
    get: {
      responses: {
        200: {
          content: {
            "application/json": components["schemas"]["MonitorList"];
          };
        };
      };
    };
    post: {
      requestBody: {
        content: {
          "application/json": components["schemas"]["NewMonitor"];
        };
      };
      responses: {
        201: {
          content: {
            "application/json": components["schemas"]["MadeMonitor"];
          };
        };
      };
    };
  };
  "/watch/monitors/{id}": {
    delete: {
      parameters: {
        path: {
          id: string;
        };
      };
      responses: {
        204: {
        };
      };
    };
  };
  "/watch/notes": {
    post: {
      requestBody: {
        content: {
          "application/json": components["schemas"]["NewHandoffNote"];
        };
      };
      responses: {
        200: {
          content: {
            "application/json": components["schemas"]["HandoffNote"];
          };
        };
      };
    };
  };
  "/watch/notices": {
    get: {
      responses: {
        200: {
          content: {
            "application/json": components["schemas"]["UrgentNotices"];
          };
        };
      };
    };
  };
  "/watch/notices/{id}/acknowledge": {
    post: {
      parameters: {
        path: {
          id: string;
        };
      };
      responses: {
        200: {
          content: {
            "application/json": components["schemas"]["UrgentNotices"];
          };
        };
      };
    };
  };
  "/watch/overrides/{id}": {
    delete: {
      parameters: {
        path: {
          id: string;
        };
      };
      responses: {
        200: {
          content: {
            "application/json": components["schemas"]["ScheduleView"];
          };
        };
      };
    };
  };
  "/watch/schedules": {
    post: {
      requestBody: {
        content: {
          "application/json": components["schemas"]["NewSchedule"];
        };
      };
      responses: {
        201: {
          content: {
            "application/json": components["schemas"]["ScheduleView"];
          };
        };
      };
    };
  };
  "/watch/schedules/{id}": {
    get: {
      parameters: {
        query?: {
          from?: string;
          to?: string;
          without?: string;
        };
        path: {
          id: string;
        };
      };
      responses: {
        200: {
          content: {
            "application/json": components["schemas"]["ScheduleView"];
          };
        };
      };
    };
    post: {
      parameters: {
        path: {
          id: string;
        };
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["EditSchedule"];
        };
      };
      responses: {
        200: {
          content: {
            "application/json": components["schemas"]["ScheduleView"];
          };
        };
      };
    };
  };
  "/watch/schedules/{id}/import": {
    post: {
      parameters: {
        query?: {
          apply?: "true" | "false";
        };
        path: {
          id: string;
        };
      };
      responses: {
        200: {
          content: {
            "application/json": components["schemas"]["CalendarReport"];
          };
        };
      };
    };
  };
  "/watch/schedules/{id}/overrides": {
    post: {
      parameters: {
        path: {
          id: string;
        };
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["NewOverride"];
        };
      };
      responses: {
        200: {
          content: {
            "application/json": components["schemas"]["ScheduleView"];
          };
        };
      };
    };
  };
  "/watch/schedules/{id}/preview": {
    post: {
      parameters: {
        query?: {
          from?: string;
          to?: string;
        };
        path: {
          id: string;
        };
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["PreviewSchedule"];
        };
      };
      responses: {
        200: {
          content: {
            "application/json": components["schemas"]["ScheduleView"];
          };
        };
      };
    };
  };
  "/watch/schedules/{id}/temporary": {
    post: {
      parameters: {
        path: {
          id: string;
        };
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["NewTemporary"];
        };
      };
      responses: {
        200: {
          content: {
            "application/json": components["schemas"]["ScheduleView"];
          };
        };
      };
    };
  };
  "/watch/swaps": {
    get: {
      responses: {
        200: {
          content: {
            "application/json": components["schemas"]["SwapList"];
          };
        };
      };
    };
    post: {
      requestBody: {
        content: {
          "application/json": components["schemas"]["NewSwap"];
        };
      };
      responses: {
        200: {
          content: {
            "application/json": components["schemas"]["SwapView"];
          };
        };
      };
    };
  };
  "/watch/swaps/{id}/take": {
    post: {
      parameters: {
        path: {
          id: string;
        };
      };
      responses: {
        200: {
          content: {
            "application/json": components["schemas"]["SwapView"];
          };
        };
      };
    };
  };
  "/watch/swaps/{id}/withdraw": {
    post: {
      parameters: {
        path: {
          id: string;
        };
      };
      responses: {
        200: {
          content: {
            "application/json": components["schemas"]["SwapView"];
          };
        };
      };
    };
  };
  "/watch/temporary/{id}": {
    delete: {
      parameters: {
        path: {
          id: string;
        };
      };
      responses: {
        200: {
          content: {
            "application/json": components["schemas"]["ScheduleView"];
          };
        };
      };
    };
  };
}
export interface components {
  schemas: {
    AbsenceList: {
      at: string;
      by: string;
      from: string;
      id: string;
      person: {
        key: string;
        name: string;
      };
      reason: string;
      state: "requested" | "granted" | "refused" | "removed";
      to: string;
    }[];
    AbsenceView: {
      at: string;
      by: string;
      from: string;
      id: string;
      person: {
        key: string;
        name: string;
      };
      reason: string;
      state: "requested" | "granted" | "refused" | "removed";
      to: string;
    };
    AcceptedFinding: {
      because: string;
    };
    AnswerIncident: {
      answer: "decline" | "escalate" | "snooze";
      minutes?: number;
    };
    AssignIncident: {
      from?: string | null;
      userId: string;
    };
    AttachmentsReceipt: {
      kept: {
        name: string;
        sha256: string;
        size: number;
        type: string;
      }[];
      leftOut: {
        name: string;
        why: "empty" | "too-large" | "too-many" | "too-much" | "not-stored";
      }[];
    };
    AuditPage: {
      items: {
        actor: string;
        actorName: string;
        area: "accounts" | "watch" | "directory";
        at: string;
        data: {
          [key: string]: unknown;
        };
        kind: string;
        seq: string;
        subject: string;
        subjectName: string;
      }[];
      nextCursor: string | null;
    };
    Board: {
      at: string;
      health: {
        audit: {
          at: string;
          held: boolean;
        } | null;
        selfTests: {
          channel: string;
          sentAt: string;
          tookMs: number | null;
        }[];
        wrong: number;
      };
      incidents: {
        accountKind: string;
        acknowledgedAt: string | null;
        acknowledgedBy: {
          id: string;
          name: string;
        } | null;
        assignee: {
          id: string;
          name: string;
        } | null;
        breach: {
          at: string;
          promise: "acknowledge" | "contact";
        } | null;
        category: string;
        escalatesAt: string | null;
        foreignInterference: boolean;
        id: string;
        language: "en" | "fr" | "bilingual";
        lifeSafety: boolean;
        openedAt: string;
        party: string | null;
        reference: string;
        reportCount: number;
        score: number;
        severity: "critical" | "high" | "medium" | "low" | "not-an-incident";
        severityRule: string;
        state: "received" | "triaged" | "contained" | "recovering" | "resolved" | "closed";
        summary: string;
        updatedAt: string;
        violence: boolean;
        why: {
          evidence: string;
          rule: string;
        }[];
      }[];
      oldestUnacknowledged: {
        id: string;
        openedAt: string;
        reference: string;
      } | null;
      onDuty: {
        next: string | null;
        nextFrom: string | null;
        now: string | null;
        until: string | null;
      };
      open: {
        count: number;
        severity: "critical" | "high" | "medium" | "low" | "not-an-incident";
        unacknowledged: number;
      }[];
      promises: {
        overdue: number;
        worst: {
          dueAt: string;
          id: string;
          promise: "acknowledge" | "contact";
          reference: string;
          severity: "critical" | "high" | "medium" | "low" | "not-an-incident";
        } | null;
      };
      reports: {
        received: number;
        today: number;
      };
      service: {
        closesAt: string;
        election: string;
        lastDay: string;
        open: boolean;
        zone: string;
      };
      timeToAcknowledge: {
        count: number;
        median: number | null;
        p90: number | null;
      };
      timeToContain: {
        count: number;
        median: number | null;
        p90: number | null;
      };
    };
    CalendarReport: {
      applied: boolean;
      counts: {
        changed: number;
        created: number;
        refused: number;
        removed: number;
        unchanged: number;
      };
      entries: {
        from: string | null;
        line: number;
        outcome: "created" | "changed" | "unchanged" | "removed" | "refused";
        person: string | null;
        reason: string | null;
        to: string | null;
      }[];
    };
    CampaignView: {
      incidents: {
        category: string;
        id: string;
        openedAt: string;
        party: string | null;
        reference: string;
        severity: "critical" | "high" | "medium" | "low" | "not-an-incident";
        state: "received" | "triaged" | "contained" | "recovering" | "resolved" | "closed";
      }[];
      links: {
        because: ("alike" | "same-account" | "indicators" | "reference")[];
        from: string;
        kind: "same-incident" | "same-campaign" | "reply";
        state: "suggested" | "confirmed" | "rejected";
        to: string;
      }[];
      truncated: boolean;
    };
    ChangeSeverity: {
      from?: "critical" | "high" | "medium" | "low" | "not-an-incident";
      reason: string;
      to: "critical" | "high" | "medium" | "low" | "not-an-incident";
    };
    CheckRecords: {
      after?: string | null;
    };
    ConfigurationView: {
      at: string;
      demonstration: boolean;
      files: {
        name: string;
        sha256: string;
      }[];
      hotline: {
        emails: string[];
        name: {
          en: string;
          fr: string;
        };
        phone: string;
      };
      processes: {
        beatAt: string;
        differs: boolean | null;
        instance: string;
        services: string[];
      }[];
      settings: {
        name: string;
        unit: "count" | "bytes" | "minutes" | "seconds" | "months";
        value: number;
      }[];
      variables: {
        isSet: boolean;
        name: string;
        value: string | null;
      }[];
      versions: {
        database: string;
        migration: string;
        node: string;
        product: string;
        timeZones: string;
      };
    };
    ConfirmShift: {
      from: string;
      schedule: string;
    };
    ContactList: {
      items: {
        addresses: {
          address: string;
          kind: "email" | "phone" | "social";
          preferred: boolean;
          verified: boolean;
        }[];
        candidate: boolean;
        district: string | null;
        id: string;
        language: "en" | "fr";
        leader: boolean;
        name: string;
        party: {
          id: string;
          key: string;
          name: string;
        };
        privacyOfficer: boolean;
        role: string;
      }[];
      nextCursor: string | null;
    };
    ContactView: {
      accounts: {
        handle: string;
        id: string;
        platform: string;
      }[];
      addresses: {
        address: string;
        id: string;
        kind: "email" | "phone" | "social";
        label: string;
        preferred: boolean;
        sharedWith: string[];
        verified: {
          at: string;
          by: string | null;
          how: "in-person" | "party-list" | "call-back" | "code-sms" | "code-email" | "code-voice";
        } | null;
      }[];
      candidate: boolean;
      district: string | null;
      history: {
        action: string;
        actor: string;
        at: string;
        data: {
          [key: string]: unknown;
        };
      }[];
      id: string;
      language: "en" | "fr";
      leader: boolean;
      name: string;
      notes: string;
      party: {
        id: string;
        key: string;
        name: string;
      };
      privacyOfficer: boolean;
      removedAt: string | null;
      role: string;
    };
    CorrectKind: {
      accountKind: string;
      category: string;
      from?: {
        accountKind: string;
        category: string;
      };
      reason: string;
    };
    DecideLink: {
      accept: boolean;
      from?: "suggested" | "confirmed" | "rejected";
      reason: string;
    };
    DeliveryHistory: {
      items: {
        address: string;
        attempts: {
          detail: string | null;
          endedAt: string | null;
          number: number;
          outcome: string | null;
          startedAt: string;
        }[];
        because: {
          deliveryId: string;
          step: string;
        } | null;
        carrier: "first" | "second";
        channel: string;
        createdAt: string;
        error: string | null;
        id: string;
        state: string;
        steps: {
          at: string;
          code: string | null;
          step: string;
        }[];
      }[];
      toldTogether: boolean;
    };
    DirectoryParties: {
      contacts: number;
      id: string;
      key: string;
      name: string;
    }[];
    EditAddress: {
      label?: string;
      preferred?: boolean;
      verifiedHow?: ("in-person" | "party-list" | "call-back") | null;
    };
    EditContact: {
      candidate?: boolean;
      district?: string | null;
      language: "en" | "fr";
      leader?: boolean;
      name: string;
      notes?: string;
      privacyOfficer?: boolean;
      role?: string;
    };
    EditPolicy: {
      policy: {
        acknowledgements?: number;
        handleWithinMinutes?: number;
        name?: string;
        repeatAfter: number;
        snoozeAtMost?: number;
        steps: {
          notify: ({
            kind: "on-duty";
            schedule?: string;
          } | {
            kind: "next-on-duty";
            schedule?: string;
          } | {
            kind: "person";
            person: string;
          } | {
            kind: "people";
            people: string[];
          } | {
            kind: "role";
            role: "manager" | "responder";
          } | {
            kind: "team";
            schedule: string;
          } | {
            kind: "round-robin";
            people: string[];
          } | {
            kind: "round-robin";
            schedule: string;
          } | {
            kind: "webhook";
            url: string;
          }) | ({
            kind: "on-duty";
            schedule?: string;
          } | {
            kind: "next-on-duty";
            schedule?: string;
          } | {
            kind: "person";
            person: string;
          } | {
            kind: "people";
            people: string[];
          } | {
            kind: "role";
            role: "manager" | "responder";
          } | {
            kind: "team";
            schedule: string;
          } | {
            kind: "round-robin";
            people: string[];
          } | {
            kind: "round-robin";
            schedule: string;
          } | {
            kind: "webhook";
            url: string;
          })[];
          waitMinutes: number;
        }[];
      };
      version: number;
    };
    EditPolicyRules: {
      rules: {
        policy: string;
        when: {
          days?: ("monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday")[];
          hours?: {
            from: string;
            to: string;
          };
          kinds?: string[];
          parties?: string[];
          severities?: ("critical" | "high" | "medium" | "low" | "not-an-incident")[];
          zone?: string;
        };
      }[];
      version: number;
    };
    EditSchedule: {
      layers: {
        endsOn?: string | null;
        every: {
          hours: number;
        } | {
          days: number;
        } | {
          weeks: number;
        } | {
          months: number;
        };
        handoffAt: string;
        name: string;
        participants: (string | string[])[];
        restrictions?: {
          days: ("monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday")[];
          from: string;
          to: string;
        }[];
        startsOn: string;
        zone: string;
      }[];
      name: string;
      version: number;
      zone: string;
    };
    EditUser: {
      despite?: boolean;
      email?: "" | string;
      language: "en" | "fr";
      name: string;
      party?: "" | string;
      phone?: "" | string;
      role: "responder" | "manager" | "liaison" | "auditor" | "admin";
    };
    ElectionList: {
      at: string;
      items: {
        candidates: number;
        closedAt: string | null;
        closesAt: string;
        gaps: {
          count: number;
          first: {
            from: string;
            to: string;
          } | null;
        };
        incidents: {
          all: number;
          open: number;
        };
        key: string;
        lastDay: string;
        name: {
          en: string;
          fr: string;
        };
        opensAt: string;
        polling: {
          from: string;
          to: string;
        };
        pollingDay: string;
        zone: string;
      }[];
    };
    EndUser: {
      despite?: boolean;
    };
    EnterCode: {
      code: string;
    };
    EnteredCode: {
      code: string;
    };
    FeedList: {
      createdAt: string;
      id: string;
      schedule: {
        id: string;
        key: string;
        name: string;
      } | null;
    }[];
    FileJunk: {
      ids: string[];
      reason: string;
    };
    FollowUp: {
      conversation: {
        at: string;
        from: "you" | "hotline";
        text: string;
      }[];
      receivedAt: string;
      reference: string;
      status: "received" | "triaged" | "contained" | "recovering" | "resolved" | "closed" | "after-cutoff" | "no-incident";
      steps: string[];
    };
    FollowUpMessage: {
      language?: "en" | "fr";
      message: string;
      receiptCode: string;
      reference: string;
    };
    FollowUpRequest: {
      language?: "en" | "fr";
      receiptCode: string;
      reference: string;
    };
    FollowUpTurn: {
      language?: "en" | "fr";
      message?: string;
      receiptCode: string;
      reference: string;
      turn: "worse" | "over";
    };
    HandoffList: {
      at: string;
      from: {
        key: string;
        name: string;
      } | null;
      id: string;
      incidents: {
        breach: {
          at: string;
          promise: "acknowledge" | "contact";
        } | null;
        escalatesAt: string | null;
        id: string;
        last: {
          at: string;
          by: string | null;
          from: "reporter" | "watch" | "note";
          text: string;
        } | null;
        party: string | null;
        reference: string;
        severity: "critical" | "high" | "medium" | "low" | "not-an-incident";
        state: "received" | "triaged" | "contained" | "recovering" | "resolved" | "closed";
        summary: string;
      }[];
      lapsesAt: string;
      mayTake: boolean;
      note: {
        at: string;
        text: string;
      } | null;
      schedule: {
        id: string;
        key: string;
        name: string;
      };
      settledAt: string | null;
      state: "offered" | "taken" | "lapsed";
      to: {
        key: string;
        name: string;
      };
    }[];
    HandoffNote: {
      at: string;
      schedule: string;
      text: string;
    };
    HandoffView: {
      at: string;
      from: {
        key: string;
        name: string;
      } | null;
      id: string;
      incidents: {
        breach: {
          at: string;
          promise: "acknowledge" | "contact";
        } | null;
        escalatesAt: string | null;
        id: string;
        last: {
          at: string;
          by: string | null;
          from: "reporter" | "watch" | "note";
          text: string;
        } | null;
        party: string | null;
        reference: string;
        severity: "critical" | "high" | "medium" | "low" | "not-an-incident";
        state: "received" | "triaged" | "contained" | "recovering" | "resolved" | "closed";
        summary: string;
      }[];
      lapsesAt: string;
      mayTake: boolean;
      note: {
        at: string;
        text: string;
      } | null;
      schedule: {
        id: string;
        key: string;
        name: string;
      };
      settledAt: string | null;
      state: "offered" | "taken" | "lapsed";
      to: {
        key: string;
        name: string;
      };
    };
    HealthView: {
      audit: {
        at: string;
        held: boolean;
        tookMs: number;
      } | null;
      findings: {
        acceptedBecause: string | null;
        id: string;
        kind: string;
        name: string;
        runbook: string;
        since: string;
      }[];
      notices: {
        id: string;
        kind: string;
        raisedAt: string;
        runbook: string;
        text: {
          en: string;
          fr: string;
        };
      }[];
      parked: {
        error: string;
        eventId: string;
        parkedAt: string;
        queue: string;
        type: string;
      }[];
      selfTests: {
        channel: string;
        sentAt: string;
        tookMs: number | null;
      }[];
    };
    ImportReport: {
      applied: boolean;
      counts: {
        created: number;
        refused: number;
        unchanged: number;
        updated: number;
      };
      encoding: string;
      ignoredColumns: string[];
      rows: {
        line: number;
        name: string;
        outcome: "created" | "updated" | "unchanged" | "refused";
        reason: string | null;
        value: string | null;
      }[];
    };
    IncidentList: {
      items: {
        accountKind: string;
        acknowledgedAt: string | null;
        acknowledgedBy: {
          id: string;
          name: string;
        } | null;
        assignee: {
          id: string;
          name: string;
        } | null;
        breach: {
          at: string;
          promise: "acknowledge" | "contact";
        } | null;
        category: string;
        escalatesAt: string | null;
        foreignInterference: boolean;
        id: string;
        language: "en" | "fr" | "bilingual";
        lifeSafety: boolean;
        openedAt: string;
        party: string | null;
        reference: string;
        reportCount: number;
        score: number;
        severity: "critical" | "high" | "medium" | "low" | "not-an-incident";
        severityRule: string;
        state: "received" | "triaged" | "contained" | "recovering" | "resolved" | "closed";
        summary: string;
        updatedAt: string;
        violence: boolean;
        why: {
          evidence: string;
          rule: string;
        }[];
      }[];
      nextCursor: string | null;
    };
    IncidentView: {
      accountKind: string;
      acknowledgedAt: string | null;
      acknowledgedBy: {
        id: string;
        name: string;
      } | null;
      assignee: {
        id: string;
        name: string;
      } | null;
      because: {
        evidence: string;
        rule: string;
        severityRule: string | null;
      }[];
      breach: {
        at: string;
        promise: "acknowledge" | "contact";
      } | null;
      category: string;
      closedAt: string | null;
      compromisedAddresses: string[];
      containedAt: string | null;
      escalatesAt: string | null;
      foreignInterference: boolean;
      id: string;
      indicators: {
        defanged: string;
        lookalike?: {
          how: "homoglyph" | "punycode" | "typo" | "other-suffix" | "hyphen" | "subdomain" | "combined";
          of: string;
        };
        type: string;
      }[];
      language: "en" | "fr" | "bilingual";
      lifeSafety: boolean;
      links: {
        because: ("alike" | "same-account" | "indicators" | "reference")[];
        id: string;
        incident: {
          id: string;
          openedAt: string;
          party: string | null;
          reference: string;
          severity: "critical" | "high" | "medium" | "low" | "not-an-incident";
          summary: string;
        };
        kind: "same-incident" | "same-campaign" | "reply";
        state: "suggested" | "confirmed" | "rejected";
      }[];
      mergedInto: {
        id: string;
        reference: string;
      } | null;
      messages: {
        at: string;
        author: string;
        channels: {
          address: string;
          kind: string;
          state: string;
        }[];
        id: string;
        kind: string;
        text: string;
      }[];
      moves: ("received" | "triaged" | "contained" | "recovering" | "resolved" | "closed")[];
      openedAt: string;
      pages: {
        deliveries: {
          attempts: number;
          channel: string;
          error: string | null;
          state: string;
        }[];
        id: string;
        person: {
          id: string;
          name: string;
        };
        requestedAt: string;
        round: number;
        state: "open" | "snoozed" | "acknowledged" | "declined" | "unreachable" | "superseded";
        step: number;
      }[];
      party: string | null;
      recoveringAt: string | null;
      reference: string;
      reportCount: number;
      reporterSays: {
        at: string;
        turn: "worse" | "over";
      } | null;
      reporterSteps: {
        isPlanned: boolean;
        text: string;
        ticks: {
          at: string;
          reference: string;
        }[];
      }[];
      reports: {
        attachments: {
          archive: {
            bomb: boolean;
            encrypted: boolean;
            entries: number | null;
            unpackedSize: number | null;
          } | null;
          dangerous: boolean;
          hasPreview: boolean;
          id: string;
          inline: boolean;
          name: string;
          password: string | null;
          sha256: string;
          size: number;
          type: string;
          why: ("program" | "script" | "web-page" | "active-document" | "disguised" | "archive-bomb" | "closed-archive" | "archive-with-program" | "unknown") | null;
        }[];
        channel: string;
        forwardedText: string | null;
        id: string;
        ownText: string | null;
        readable: boolean;
        receivedAt: string;
        reference: string;
        sender: string | null;
        senderCheck: ("pass" | "fail" | "none" | "temperror") | null;
        sha256: string;
        size: number;
        standing: "registered-verified" | "registered" | "domain" | "unknown";
        subject: string | null;
        text: string;
        truncated: boolean;
      }[];
      resolvedAt: string | null;
      responderTasks: {
        doneAt: string | null;
        doneBy: {
          id: string;
          name: string;
        } | null;
        isPlanned: boolean;
        key: string;
        text: string;
      }[];
      score: number;
      scoreParts: {
        factor: string;
        value: number;
        weight: number;
      }[];
      severity: "critical" | "high" | "medium" | "low" | "not-an-incident";
      severityRule: string;
      state: "received" | "triaged" | "contained" | "recovering" | "resolved" | "closed";
      summary: string;
      triagedAt: string | null;
      updatedAt: string;
      version: number;
      violence: boolean;
      why: {
        evidence: string;
        rule: string;
      }[];
    };
    JunkOutcome: {
      done: string[];
      refused: {
        id: string;
        reason: string;
        reference: string | null;
      }[];
      undoUntil: string | null;
    };
    LeavingView: {
      gaps: {
        from: string;
        schedule: string;
        to: string;
      }[];
      incidents: number;
      isLastAdmin: boolean;
      overrides: number;
      sessions: number;
    };
    LinkIncident: {
      kind: "same-incident" | "same-campaign";
      reason: string;
      reference: string;
    };
    LiveChange: {
      incidentId: string | null;
      type: string;
    };
    MadeFeed: {
      createdAt: string;
      id: string;
      schedule: {
        id: string;
        key: string;
        name: string;
      } | null;
      url: string;
    };
    MadeMonitor: {
      createdAt: string;
      id: string;
      intervalMinutes: number;
      lastBeatAt: string | null;
      name: string;
      state: "waiting" | "healthy" | "silent";
      url: string;
    };
    MadePassword: {
      password: string;
      until: string;
      user: {
        active: boolean;
        email: string | null;
        id: string;
        inFile: boolean;
        language: "en" | "fr";
        lastSignInAt: string | null;
        name: string;
        oneTimePasswordUntil: string | null;
        party: {
          key: string;
          name: string;
        } | null;
        phone: string | null;
        role: "responder" | "manager" | "liaison" | "auditor" | "admin";
        sessions: number;
        signIn: string;
      };
    };
    MarkAddress: {
      address: string;
      reason: string;
      state: "compromised" | "safe";
    };
    MeasurePeriods: {
      from: string;
      key: string;
      kind: "election" | "window";
      name: {
        en: string;
        fr: string;
      };
      to: string;
    }[];
    Measures: {
      channels: {
        reports: {
          channel: string;
          reports: number;
        }[];
        taken: {
          incidents: number;
          via: string;
        }[];
      };
      corrections: {
        changes: {
          corrections: number;
          field: string;
          from: string;
          to: string;
        }[];
        incidents: number;
      };
      escalations: {
        pages: {
          incidents: number;
          pages: number;
        }[];
        steps: {
          incidents: number;
          step: number | null;
        }[];
      };
      evenness: {
        leftOut: number;
        parties: {
          incidents: number;
          median: number;
          p90: number;
        }[];
      } | null;
      former: {
        from: string;
        to: string;
      };
      formerIncidents: number;
      formerReports: number;
      from: string;
      incidents: number;
      kinds: {
        rows: {
          category: string;
          day: string;
          incidents: number;
        }[];
        unit: "day" | "week";
      };
      load: {
        hour: number;
        hours: number;
        incidents: number;
        onDuty: number | null;
        reports: number;
        weekday: number;
      }[];
      reports: number;
      spans: {
        acknowledge: {
          formerMedian: number | null;
          incidents: number;
          late: number;
          median: number | null;
          p90: number | null;
          reached: number;
          severity: ("critical" | "high" | "medium" | "low" | "not-an-incident") | null;
          target: number | null;
          waiting: number;
          within: number;
        }[];
        contact: {
          formerMedian: number | null;
          incidents: number;
          late: number;
          median: number | null;
          p90: number | null;
          reached: number;
          severity: ("critical" | "high" | "medium" | "low" | "not-an-incident") | null;
          target: number | null;
          waiting: number;
          within: number;
        }[];
        contain: {
          formerMedian: number | null;
          incidents: number;
          late: number;
          median: number | null;
          p90: number | null;
          reached: number;
          severity: ("critical" | "high" | "medium" | "low" | "not-an-incident") | null;
          target: number | null;
          waiting: number;
          within: number;
        }[];
        recover: {
          formerMedian: number | null;
          incidents: number;
          late: number;
          median: number | null;
          p90: number | null;
          reached: number;
          severity: ("critical" | "high" | "medium" | "low" | "not-an-incident") | null;
          target: number | null;
          waiting: number;
          within: number;
        }[];
      };
      takenWithin: {
        incidents: number;
        minutes: number;
        severity: ("critical" | "high" | "medium" | "low" | "not-an-incident") | null;
      }[];
      to: string;
      zone: string;
    };
    MessageStarters: {
      items: {
        key: string;
        meaning: string | null;
        text: string;
        title: string;
      }[];
      language: "en" | "fr";
    };
    MonitorList: {
      createdAt: string;
      id: string;
      intervalMinutes: number;
      lastBeatAt: string | null;
      name: string;
      state: "waiting" | "healthy" | "silent";
    }[];
    MoveIncident: {
      from?: "received" | "triaged" | "contained" | "recovering" | "resolved" | "closed";
      reason?: string | null;
      to: "received" | "triaged" | "contained" | "recovering" | "resolved" | "closed";
    };
    NewAbsence: {
      from: string;
      id?: string;
      person?: string;
      reason?: string;
      to: string;
    };
    NewAccount: {
      account: string;
    };
    NewAddress: {
      address: string;
      kind: "email" | "phone" | "social";
      label?: string;
      preferred?: boolean;
    };
    NewContact: {
      candidate?: boolean;
      district?: string | null;
      language: "en" | "fr";
      leader?: boolean;
      name: string;
      notes?: string;
      partyId: string;
      privacyOfficer?: boolean;
      role?: string;
    };
    NewFeed: {
      schedule?: string;
    };
    NewHandoffNote: {
      schedule: string;
      text: string;
    };
    NewMethod: {
      address: string;
      kind: "sms" | "voice" | "email";
    };
    NewMonitor: {
      intervalMinutes: number;
      name: string;
    };
    NewOverride: {
      from: string;
      id?: string;
      insteadOf?: string;
      kind?: "replace" | "add" | "remove";
      person: string;
      reason?: string;
      replaces?: string | null;
      to: string;
    };
    NewPolicy: {
      acknowledgements?: number;
      handleWithinMinutes?: number;
      key: string;
      name?: string;
      repeatAfter: number;
      snoozeAtMost?: number;
      steps: {
        notify: ({
          kind: "on-duty";
          schedule?: string;
        } | {
          kind: "next-on-duty";
          schedule?: string;
        } | {
          kind: "person";
          person: string;
        } | {
          kind: "people";
          people: string[];
        } | {
          kind: "role";
          role: "manager" | "responder";
        } | {
          kind: "team";
          schedule: string;
        } | {
          kind: "round-robin";
          people: string[];
        } | {
          kind: "round-robin";
          schedule: string;
        } | {
          kind: "webhook";
          url: string;
        }) | ({
          kind: "on-duty";
          schedule?: string;
        } | {
          kind: "next-on-duty";
          schedule?: string;
        } | {
          kind: "person";
          person: string;
        } | {
          kind: "people";
          people: string[];
        } | {
          kind: "role";
          role: "manager" | "responder";
        } | {
          kind: "team";
          schedule: string;
        } | {
          kind: "round-robin";
          people: string[];
        } | {
          kind: "round-robin";
          schedule: string;
        } | {
          kind: "webhook";
          url: string;
        })[];
        waitMinutes: number;
      }[];
    };
    NewReport: {
      account?: "email" | "social" | "messaging" | "phone" | "website" | "device" | "data" | "other";
      accountName?: string;
      contact?: {
        email?: string;
        phone?: string;
      };
      description: string;
      language?: "en" | "fr";
      name?: string;
      organization?: string;
      since?: string;
      stillHappening?: boolean;
    };
    NewSchedule: {
      key: string;
      layers: {
        endsOn?: string | null;
        every: {
          hours: number;
        } | {
          days: number;
        } | {
          weeks: number;
        } | {
          months: number;
        };
        handoffAt: string;
        name: string;
        participants: (string | string[])[];
        restrictions?: {
          days: ("monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday")[];
          from: string;
          to: string;
        }[];
        startsOn: string;
        zone: string;
      }[];
      name: string;
      zone: string;
    };
    NewSwap: {
      from: string;
      person?: string | null;
      reason?: string;
      schedule: string;
      to: string;
    };
    NewTemporary: {
      from: string;
      id?: string;
      reason?: string;
      shifts: {
        from: string;
        person: string;
        to: string;
      }[];
      to: string;
    };
    NewUser: {
      email?: "" | string;
      language: "en" | "fr";
      name: string;
      party?: "" | string;
      phone?: "" | string;
      role: "responder" | "manager" | "liaison" | "auditor" | "admin";
      signIn: string;
    };
    NoteIncident: {
      text: string;
    };
    OwnPassword: {
      chosen: string;
      current: string;
    };
    People: {
      id: string;
      name: string;
      role: "responder" | "manager" | "liaison" | "auditor" | "admin";
    }[];
    PolicyList: {
      items: {
        changed: {
          at: string;
          by: string;
        };
        fallbackFor: ("critical" | "high" | "medium" | "low" | "not-an-incident") | null;
        faults: {
          detail: string;
          pointer: string;
        }[];
        policy: {
          acknowledgements?: number;
          handleWithinMinutes?: number;
          key: string;
          name?: string;
          repeatAfter: number;
          snoozeAtMost?: number;
          steps: {
            notify: ({
              kind: "on-duty";
              schedule?: string;
            } | {
              kind: "next-on-duty";
              schedule?: string;
            } | {
              kind: "person";
              person: string;
            } | {
              kind: "people";
              people: string[];
            } | {
              kind: "role";
              role: "manager" | "responder";
            } | {
              kind: "team";
              schedule: string;
            } | {
              kind: "round-robin";
              people: string[];
            } | {
              kind: "round-robin";
              schedule: string;
            } | {
              kind: "webhook";
              url: string;
            }) | ({
              kind: "on-duty";
              schedule?: string;
            } | {
              kind: "next-on-duty";
              schedule?: string;
            } | {
              kind: "person";
              person: string;
            } | {
              kind: "people";
              people: string[];
            } | {
              kind: "role";
              role: "manager" | "responder";
            } | {
              kind: "team";
              schedule: string;
            } | {
              kind: "round-robin";
              people: string[];
            } | {
              kind: "round-robin";
              schedule: string;
            } | {
              kind: "webhook";
              url: string;
            })[];
            waitMinutes: number;
          }[];
        };
        running: {
          all: number;
          older: number;
        };
        version: number;
      }[];
      rules: {
        changed: {
          at: string;
          by: string;
        };
        items: {
          policy: string;
          when: {
            days?: ("monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday")[];
            hours?: {
              from: string;
              to: string;
            };
            kinds?: string[];
            parties?: string[];
            severities?: ("critical" | "high" | "medium" | "low" | "not-an-incident")[];
            zone?: string;
          };
        }[];
        version: number;
      };
      targets: {
        people: {
          key: string;
          name: string;
          role: string;
        }[];
        schedules: {
          key: string;
          name: string;
        }[];
        webhookHosts: string[];
      };
    };
    PolicyMoved: {
      moved: number;
      policy: {
        changed: {
          at: string;
          by: string;
        };
        fallbackFor: ("critical" | "high" | "medium" | "low" | "not-an-incident") | null;
        faults: {
          detail: string;
          pointer: string;
        }[];
        policy: {
          acknowledgements?: number;
          handleWithinMinutes?: number;
          key: string;
          name?: string;
          repeatAfter: number;
          snoozeAtMost?: number;
          steps: {
            notify: ({
              kind: "on-duty";
              schedule?: string;
            } | {
              kind: "next-on-duty";
              schedule?: string;
            } | {
              kind: "person";
              person: string;
            } | {
              kind: "people";
              people: string[];
            } | {
              kind: "role";
              role: "manager" | "responder";
            } | {
              kind: "team";
              schedule: string;
            } | {
              kind: "round-robin";
              people: string[];
            } | {
              kind: "round-robin";
              schedule: string;
            } | {
              kind: "webhook";
              url: string;
            }) | ({
              kind: "on-duty";
              schedule?: string;
            } | {
              kind: "next-on-duty";
              schedule?: string;
            } | {
              kind: "person";
              person: string;
            } | {
              kind: "people";
              people: string[];
            } | {
              kind: "role";
              role: "manager" | "responder";
            } | {
              kind: "team";
              schedule: string;
            } | {
              kind: "round-robin";
              people: string[];
            } | {
              kind: "round-robin";
              schedule: string;
            } | {
              kind: "webhook";
              url: string;
            })[];
            waitMinutes: number;
          }[];
        };
        running: {
          all: number;
          older: number;
        };
        version: number;
      };
    };
    PolicyView: {
      changed: {
        at: string;
        by: string;
      };
      fallbackFor: ("critical" | "high" | "medium" | "low" | "not-an-incident") | null;
      faults: {
        detail: string;
        pointer: string;
      }[];
      policy: {
        acknowledgements?: number;
        handleWithinMinutes?: number;
        key: string;
        name?: string;
        repeatAfter: number;
        snoozeAtMost?: number;
        steps: {
          notify: ({
            kind: "on-duty";
            schedule?: string;
          } | {
            kind: "next-on-duty";
            schedule?: string;
          } | {
            kind: "person";
            person: string;
          } | {
            kind: "people";
            people: string[];
          } | {
            kind: "role";
            role: "manager" | "responder";
          } | {
            kind: "team";
            schedule: string;
          } | {
            kind: "round-robin";
            people: string[];
          } | {
            kind: "round-robin";
            schedule: string;
          } | {
            kind: "webhook";
            url: string;
          }) | ({
            kind: "on-duty";
            schedule?: string;
          } | {
            kind: "next-on-duty";
            schedule?: string;
          } | {
            kind: "person";
            person: string;
          } | {
            kind: "people";
            people: string[];
          } | {
            kind: "role";
            role: "manager" | "responder";
          } | {
            kind: "team";
            schedule: string;
          } | {
            kind: "round-robin";
            people: string[];
          } | {
            kind: "round-robin";
            schedule: string;
          } | {
            kind: "webhook";
            url: string;
          })[];
          waitMinutes: number;
        }[];
      };
      running: {
        all: number;
        older: number;
      };
      version: number;
    };
    Presence: {
      isWriting?: boolean;
    };
    PresenceView: {
      others: {
        id: string;
        isWriting: boolean;
        name: string;
      }[];
    };
    PreviewSchedule: {
      layers: {
        endsOn?: string | null;
        every: {
          hours: number;
        } | {
          days: number;
        } | {
          weeks: number;
        } | {
          months: number;
        };
        handoffAt: string;
        name: string;
        participants: (string | string[])[];
        restrictions?: {
          days: ("monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday")[];
          from: string;
          to: string;
        }[];
        startsOn: string;
        zone: string;
      }[];
      name: string;
      zone: string;
    };
    Problem: {
      code: string;
      detail?: string;
      errors?: {
        detail: string;
        pointer: string;
      }[];
      instance?: string;
      status: number;
      title: string;
      type: string;
    };
    PushKey: {
      publicKey: string;
    };
    PushSubscription: {
      endpoint: string;
      keys: {
        auth: string;
        p256dh: string;
      };
    };
    QueueCounts: {
      count: number;
      isMore: boolean;
      waiting: number;
    };
    ReachableList: {
      key: string;
      methods: {
        address: string;
        code: string | null;
        kind: "sms" | "voice" | "email" | "push";
        state: "sound" | "unverified" | "bad";
      }[];
      name: string;
    }[];
    ReachOrder: {
      methods: string[];
    };
    ReachQuietHours: {
      quietHours: {
        from: string;
        until: string;
        zone: string;
      } | null;
    };
    ReachRules: {
      rules: {
        afterMinutes: number;
        methodId: string;
        severity: "critical" | "high" | "medium" | "low" | "not-an-incident";
      }[];
    };
    ReachView: {
      methods: {
        address: string;
        badSince: string | null;
        codeUntil: string | null;
        id: string;
        kind: "sms" | "voice" | "email" | "push";
        verifiedAt: string | null;
      }[];
      quietHours: {
        from: string;
        until: string;
        zone: string;
      } | null;
      rules: {
        afterMinutes: number;
        methodId: string;
        severity: "critical" | "high" | "medium" | "low" | "not-an-incident";
      }[];
    };
    RecordsChecked: {
      broken: {
        id: string;
        kind: "report" | "incident" | "audit";
        reason: string;
        seq: number;
      }[];
      entries: number;
      next: string | null;
      subjects: number;
    };
    ReportAttachments: {
      language?: "en" | "fr";
      message?: string;
      receiptCode: string;
      reference: string;
    };
    ReportReceipt: {
      followUpUrl: string;
      language: "en" | "fr";
      readLater: boolean;
      receiptCode: string;
      receivedAt: string;
      reference: string;
      serviceOpen: boolean;
      steps: string[];
    };
    RetriedEvents: {
      items: {
        eventId: string;
        queue: string;
      }[];
    };
    RoleList: {
      permissions: string[];
      role: "responder" | "manager" | "liaison" | "auditor" | "admin";
    }[];
    SavedViews: {
      filter: {
        [key: string]: string;
      };
      id: string;
      isDefault: boolean;
      name: string;
    }[];
    SaveView: {
      filter: {
        [key: string]: string;
      };
      isDefault?: boolean;
      name: string;
    };
    ScheduleView: {
      absences: {
        at: string;
        by: string;
        from: string;
        id: string;
        person: {
          key: string;
          name: string;
        };
        reason: string;
        state: "requested" | "granted" | "refused" | "removed";
        to: string;
      }[];
      changedAt: string;
      changedBy: string;
      from: string;
      gaps: {
        from: string;
        to: string;
      }[];
      id: string;
      key: string;
      layers: {
        endsOn?: string | null;
        every: {
          hours: number;
        } | {
          days: number;
        } | {
          weeks: number;
        } | {
          months: number;
        };
        handoffAt: string;
        name: string;
        participants: (string | string[])[];
        restrictions?: {
          days: ("monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday")[];
          from: string;
          to: string;
        }[];
        startsOn: string;
        zone: string;
      }[];
      layerShifts: {
        because: "layer" | "override" | "temporary" | "gap";
        from: string;
        people: {
          key: string;
          name: string;
        }[];
        to: string;
      }[][];
      name: string;
      overrides: {
        at: string;
        by: string;
        from: string;
        id: string;
        kind: "replace" | "add" | "remove";
        origin: "desk" | "file" | "swap" | "calendar";
        person: {
          key: string;
          name: string;
        };
        reason: string;
        replaces: {
          key: string;
          name: string;
        } | null;
        to: string;
      }[];
      shifts: {
        because: "layer" | "override" | "temporary" | "gap";
        from: string;
        people: {
          key: string;
          name: string;
        }[];
        to: string;
      }[];
      temporary: {
        at: string;
        by: string;
        from: string;
        id: string;
        reason: string;
        shifts: {
          from: string;
          person: {
            key: string;
            name: string;
          };
          to: string;
        }[];
        to: string;
      }[];
      to: string;
      version: number;
      zone: string;
    };
    Session: {
      id: string;
      language: "en" | "fr";
      mustChangePassword: boolean;
      name: string;
      permissions: string[];
      role: "responder" | "manager" | "liaison" | "auditor" | "admin";
      signIn: string;
    };
    SettleAbsence: {
      grant: boolean;
    };
    SettleChannelChange: {
      addressId: string;
      answeredBy: string;
      outcome: "confirm";
    } | {
      outcome: "refuse";
      reason: string;
    };
    SignIn: {
      password: string;
      signIn: string;
    };
    SimulatePolicy: {
      at: string;
      hours?: number;
      kind?: string;
      party?: string | null;
      policy?: {
        acknowledgements?: number;
        handleWithinMinutes?: number;
        key: string;
        name?: string;
        repeatAfter: number;
        snoozeAtMost?: number;
        steps: {
          notify: ({
            kind: "on-duty";
            schedule?: string;
          } | {
            kind: "next-on-duty";
            schedule?: string;
          } | {
            kind: "person";
            person: string;
          } | {
            kind: "people";
            people: string[];
          } | {
            kind: "role";
            role: "manager" | "responder";
          } | {
            kind: "team";
            schedule: string;
          } | {
            kind: "round-robin";
            people: string[];
          } | {
            kind: "round-robin";
            schedule: string;
          } | {
            kind: "webhook";
            url: string;
          }) | ({
            kind: "on-duty";
            schedule?: string;
          } | {
            kind: "next-on-duty";
            schedule?: string;
          } | {
            kind: "person";
            person: string;
          } | {
            kind: "people";
            people: string[];
          } | {
            kind: "role";
            role: "manager" | "responder";
          } | {
            kind: "team";
            schedule: string;
          } | {
            kind: "round-robin";
            people: string[];
          } | {
            kind: "round-robin";
            schedule: string;
          } | {
            kind: "webhook";
            url: string;
          })[];
          waitMinutes: number;
        }[];
      };
      severity: "critical" | "high" | "medium" | "low" | "not-an-incident";
    };
    Simulation: {
      pages: {
        at: string;
        because: "step" | "gap" | "snoozed" | "unhandled" | "nobody" | "webhook" | "found-nobody";
        people: {
          isQuiet: boolean;
          key: string;
          name: string;
          ways: {
            afterMinutes: number;
            kind: "push" | "sms" | "voice" | "email";
          }[];
        }[];
        round: number;
        step: number;
        webhook: string | null;
      }[];
      policy: {
        key: string;
        name: string;
        version: number;
      };
    };
    StartVerification: {
      addressId: string;
      answeredBy?: string | null;
      method: "code-sms" | "code-email" | "call-back";
      note?: string | null;
    };
    SwapList: {
      from: string;
      id: string;
      mayTake: boolean;
      mayWithdraw: boolean;
      offeredAt: string;
      offeredBy: {
        key: string;
        name: string;
      };
      offeredTo: {
        key: string;
        name: string;
      } | null;
      reason: string;
      schedule: {
        id: string;
        key: string;
        name: string;
      };
      settledAt: string | null;
      state: "offered" | "taken" | "withdrawn" | "expired";
      takenBy: {
        key: string;
        name: string;
      } | null;
      to: string;
    }[];
    SwapView: {
      from: string;
      id: string;
      mayTake: boolean;
      mayWithdraw: boolean;
      offeredAt: string;
      offeredBy: {
        key: string;
        name: string;
      };
      offeredTo: {
        key: string;
        name: string;
      } | null;
      reason: string;
      schedule: {
        id: string;
        key: string;
        name: string;
      };
      settledAt: string | null;
      state: "offered" | "taken" | "withdrawn" | "expired";
      takenBy: {
        key: string;
        name: string;
      } | null;
      to: string;
    };
    TickTask: {
      done: boolean;
    };
    Timelines: {
      at: string;
      elections: {
        closesAt: string;
        key: string;
        name: {
          en: string;
          fr: string;
        };
        opensAt: string;
        polling: {
          from: string;
          to: string;
        };
      }[];
      from: string;
      incidents: {
        acknowledgedAt: string | null;
        category: string;
        contactedAt: string | null;
        id: string;
        party: string | null;
        phases: {
          from: string;
          state: "received" | "triaged" | "contained" | "recovering" | "resolved" | "closed";
          to: string | null;
        }[];
        reference: string;
        reportedAt: string;
        severity: "critical" | "high" | "medium" | "low" | "not-an-incident";
        state: "received" | "triaged" | "contained" | "recovering" | "resolved" | "closed";
      }[];
      parties: {
        key: string;
        name: string;
      }[];
      shifts: {
        from: string;
        people: string[];
        to: string;
      }[] | null;
      to: string;
      total: number;
      zone: string;
    };
    TimelineView: {
      brokenAt: number | null;
      entries: {
        actor: string;
        actorName: string;
        at: string;
        data: {
          [key: string]: unknown;
        };
        hash: string;
        seq: number;
        subject: "incident" | "report";
        type: string;
      }[];
      intact: boolean;
      phases: {
        from: string;
        state: "received" | "triaged" | "contained" | "recovering" | "resolved" | "closed";
        to: string | null;
      }[];
      zone: string;
    };
    TrustView: {
      channel: {
        because: string;
        considered: {
          address: string;
          because: string;
          content: "full" | "neutral" | "nothing";
          kind: "email" | "sms";
        }[];
        reason: string;
      };
      channelChange: {
        address: string;
        expiresAt: string;
        id: string;
        isCompromised: boolean;
        newProvenAt: string | null;
        oldAddress: string | null;
        oldProvenAt: string | null;
        requestedAt: string;
      } | null;
      contacts: {
        id: string;
        name: string;
        role: string;
      }[];
      marks: {
        address: string;
        at: string | null;
        by: string | null;
        reason: string | null;
        state: "compromised" | "safe";
      }[];
      offers: {
        address: string;
        addressId: string;
        contactId: string;
        kind: "email" | "phone" | "social";
        label: string;
        methods: ("code-sms" | "code-email" | "code-voice" | "call-back")[];
        refused: string | null;
        verified: boolean;
      }[];
      reporter: {
        authenticated: boolean | null;
        callerPhrase: {
          en: string;
          fr: string;
          language: "en" | "fr";
        } | null;
        contact: {
          id: string;
          name: string;
          role: string;
        } | null;
        reference: string;
        reportId: string;
        standing: "verified" | "registered-verified" | "registered" | "domain" | "unknown";
      } | null;
      verifications: {
        address: string;
        answeredBy: string | null;
        contact: string;
        delivery: string | null;
        enteredBy: ("responder" | "reporter-web" | "reporter-text") | null;
        expiresAt: string;
        id: string;
        method: "code-sms" | "code-email" | "code-voice" | "call-back";
        note: string | null;
        requestedAt: string;
        requestedBy: string;
        state: "open" | "verified" | "failed" | "superseded";
        triesLeft: number;
        verifiedAt: string | null;
        vouchedBy: string | null;
      }[];
    };
    UndoJunk: {
      ids: string[];
    };
    UrgentNotices: {
      acknowledgedBy: string | null;
      id: string;
      raisedAt: string;
      runbook: string;
      text: {
        en: string;
        fr: string;
      };
    }[];
    UserList: {
      items: {
        active: boolean;
        email: string | null;
        id: string;
        inFile: boolean;
        language: "en" | "fr";
        lastSignInAt: string | null;
        name: string;
        oneTimePasswordUntil: string | null;
        party: {
          key: string;
          name: string;
        } | null;
        phone: string | null;
        role: "responder" | "manager" | "liaison" | "auditor" | "admin";
        sessions: number;
        signIn: string;
      }[];
      nextCursor: string | null;
    };
    UserRow: {
      active: boolean;
      email: string | null;
      id: string;
      inFile: boolean;
      language: "en" | "fr";
      lastSignInAt: string | null;
      name: string;
      oneTimePasswordUntil: string | null;
      party: {
        key: string;
        name: string;
      } | null;
      phone: string | null;
      role: "responder" | "manager" | "liaison" | "auditor" | "admin";
      sessions: number;
      signIn: string;
    };
    WatchChanges: {
      items: {
        at: string;
        by: string;
        data: {
          [key: string]: unknown;
        };
        id: string;
        kind: string;
        subject: string;
      }[];
      nextCursor: string | null;
    };
    WatchView: {
      absences: {
        at: string;
        by: string;
        from: string;
        id: string;
        person: {
          key: string;
          name: string;
        };
        reason: string;
        state: "requested" | "granted" | "refused" | "removed";
        to: string;
      }[];
      at: string;
      gaps: {
        from: string;
        schedule: {
          id: string;
          key: string;
          name: string;
        };
        to: string;
      }[];
      handoffs: {
        at: string;
        from: {
          key: string;
          name: string;
        } | null;
        id: string;
        incidents: {
          breach: {
            at: string;
            promise: "acknowledge" | "contact";
          } | null;
          escalatesAt: string | null;
          id: string;
          last: {
            at: string;
            by: string | null;
            from: "reporter" | "watch" | "note";
            text: string;
          } | null;
          party: string | null;
          reference: string;
          severity: "critical" | "high" | "medium" | "low" | "not-an-incident";
          state: "received" | "triaged" | "contained" | "recovering" | "resolved" | "closed";
          summary: string;
        }[];
        lapsesAt: string;
        mayTake: boolean;
        note: {
          at: string;
          text: string;
        } | null;
        schedule: {
          id: string;
          key: string;
          name: string;
        };
        settledAt: string | null;
        state: "offered" | "taken" | "lapsed";
        to: {
          key: string;
          name: string;
        };
      }[];
      inHand: {
        breach: {
          at: string;
          promise: "acknowledge" | "contact";
        } | null;
        escalatesAt: string | null;
        id: string;
        last: {
          at: string;
          by: string | null;
          from: "reporter" | "watch" | "note";
          text: string;
        } | null;
        party: string | null;
        reference: string;
        severity: "critical" | "high" | "medium" | "low" | "not-an-incident";
        state: "received" | "triaged" | "contained" | "recovering" | "resolved" | "closed";
        summary: string;
      }[];
      mine: {
        confirmedAt: string | null;
        from: string;
        person: {
          key: string;
          name: string;
        };
        schedule: {
          id: string;
          key: string;
          name: string;
        };
        to: string;
      }[];
      notes: {
        at: string;
        schedule: string;
        text: string;
      }[];
      people: {
        id: string;
        key: string;
        name: string;
        role: string;
      }[];
      schedules: {
        because: "layer" | "override" | "temporary" | "gap";
        id: string;
        key: string;
        name: string;
        next: {
          from: string;
          people: {
            key: string;
            name: string;
          }[];
        } | null;
        people: {
          key: string;
          name: string;
        }[];
        until: string | null;
        version: number;
        zone: string;
      }[];
      swaps: {
        from: string;
        id: string;
        mayTake: boolean;
        mayWithdraw: boolean;
        offeredAt: string;
        offeredBy: {
          key: string;
          name: string;
        };
        offeredTo: {
          key: string;
          name: string;
        } | null;
        reason: string;
        schedule: {
          id: string;
          key: string;
          name: string;
        };
        settledAt: string | null;
        state: "offered" | "taken" | "withdrawn" | "expired";
        takenBy: {
          key: string;
          name: string;
        } | null;
        to: string;
      }[];
      unconfirmed: {
        confirmedAt: string | null;
        from: string;
        person: {
          key: string;
          name: string;
        };
        schedule: {
          id: string;
          key: string;
          name: string;
        };
        to: string;
      }[];
      zone: string;
    };
    WriteToReporter: {
      override?: {
        address: string;
        reason: string;
      } | null;
      text: string;
    };
  };
  responses: never;
  parameters: never;
  requestBodies: never;
  headers: never;
  pathItems: never;
}
